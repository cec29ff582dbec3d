import GateCore
import GateDiscord
import GateStore
import GateTasks
import Logging
import Synchronization

/// The Discord accounts at work. Hires those that are set up, and changes them as admins say,
/// without a restart.
final class AccountCrew: AccountOffice {
    /// What is needed to put an account to work.
    struct Parts: Sendable {
        let store: SQLiteStore
        /// Nil where no account can be added.
        let seal: AccountSeal?
        /// Makes what sends and listens by a plan.
        let member: @Sendable (AccountPlan) -> AccountMember
        let time: any Timekeeper
        let log: Logger
    }

    let roster = AccountRoster()
    /// What all accounts hear.
    let signals: AsyncStream<TaskSignal>
    private let parts: Parts
    private let hear: AsyncStream<TaskSignal>.Continuation
    private let hires: AsyncStream<AccountMember>
    private let hiring: AsyncStream<AccountMember>.Continuation
    /// In no order: that is the roster's.
    private let members = Mutex<[AccountID: AccountMember]>([:])
    private let engine = Mutex<TaskEngine?>(nil)
    /// Two changes at once could hire one account twice, and one of the two would never leave.
    private let turns = Turns()

    /// - Parameters:
    ///   - plans: the accounts that are set up from the start.
    ///   - parked: those that admins had parked.
    ///   - parts: what puts them to work.
    init(_ plans: [AccountPlan], parked: [AccountID: AccountParking], _ parts: Parts) {
        self.parts = parts
        (signals, hear) = AsyncStream.makeStream()
        (hires, hiring) = AsyncStream.makeStream()
        for plan in plans { hire(plan, parked[plan.draft.id]) }
    }

    /// Whether there is any account.
    var isEmpty: Bool { members.withLock(\.isEmpty) }

    /// The engine whose tasks are counted.
    func serve(_ engine: TaskEngine) { self.engine.withLock { $0 = engine } }

    /// Listens by all accounts until cancelled.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await member in hires {
                group.addTask { [hear] in try await member.work { hear.yield($0) } }
            }
        }
    }

    // MARK: Showing

    func accounts() async -> [AccountCard] {
        let present = members.withLock { $0 }
        var cards: [AccountCard] = []
        for id in roster.accounts.map(\.id) {
            if let member = present[id] { cards.append(await card(member)) }
        }
        return cards
    }

    private func card(_ member: AccountMember) async -> AccountCard {
        let engine = engine.withLock { $0 }
        let load = await engine?.load(of: member.id) ?? (working: 0, waiting: 0)
        return AccountCard(
            standing: member.drawing.standing(load: load.working), source: member.plan.source,
            guildID: member.plan.draft.guildID, channelID: member.plan.draft.channelID,
            condition: member.state.condition, since: member.state.since, working: load.working,
            waiting: load.waiting)
    }

    // MARK: Changing

    /// What has begun is done to its end, even when who asked for it is gone by then.
    private func inTurn<Value: Sendable>(
        _ act: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Shielded.run { [turns] in try await turns.take(act) }
    }

    func park(_ id: AccountID, reason: String) async throws -> AccountCard {
        try await inTurn { [self] in
            let member = try member(id)
            let parking = AccountParking(reason: reason, since: parts.time.wall())
            try await parts.store.keepParking(id, parking)
            // Discord's own reason stays: unparking has to know what ended the session.
            if member.state.condition?.cause == .byAdmin { member.state.recover() }
            member.state.note(parking.condition, since: parking.since)
            return await card(member)
        }
    }

    func unpark(_ id: AccountID) async throws -> AccountCard {
        try await inTurn { [self] in
            let member = try member(id)
            try await parts.store.forgetParking(id)
            return try await unparked(member)
        }
    }

    private func unparked(_ member: AccountMember) async throws -> AccountCard {
        guard let condition = member.state.condition else { return await card(member) }
        guard member.plan.fault == nil else {
            throw Problem(.conflict, "The account cannot be used: \(condition.reason)")
        }
        let stands = condition.cause == .byAdmin && member.state.isListening
        if stands || condition.pause != nil {
            member.state.recover()
            return await card(member)
        }
        // The session may have ended for good; a new one finds out what is mended.
        member.dismiss()
        return await card(hire(member.plan))
    }

    func add(_ draft: AccountDraft) async throws -> AccountCard {
        try await inTurn { [self] in try await added(draft) }
    }

    private func added(_ draft: AccountDraft) async throws -> AccountCard {
        let seal = try seal()
        guard members.withLock({ $0[draft.id] }) == nil, draft.id != .standard else {
            throw Problem(.conflict, "There is an account \(draft.id).")
        }
        try requireOwnChannel(draft)
        try await parts.store.keepAccount(draft, seal)
        return await card(hire(AccountPlan(draft: draft, source: .api)))
    }

    /// Two accounts in one channel would hear each other's results, and two tasks with one
    /// prompt could swap their pictures.
    private func requireOwnChannel(_ draft: AccountDraft) throws {
        let others = members.withLock { $0 }.values.map(\.plan.draft)
        guard let other = others.first(where: { $0.channelID == draft.channelID }) else { return }
        throw Problem(
            .conflict,
            "The channel is that of the account \(other.id); give each a channel of its own.")
    }

    func change(
        _ id: AccountID, _ change: @escaping @Sendable (inout AccountDraft) -> Void
    ) async throws -> AccountCard {
        try await inTurn { [self] in
            let (member, seal) = (try addedMember(id), try seal())
            try requireOpen(member)
            var draft = member.plan.draft
            change(&draft)
            try await parts.store.keepAccount(draft, seal)
            return await card(replaced(member, by: AccountPlan(draft: draft, source: .api)))
        }
    }

    /// What is sealed by another key is not known: a record written in its place would lose it.
    private func requireOpen(_ member: AccountMember) throws {
        guard let fault = member.plan.fault else { return }
        throw Problem(.conflict, "The account cannot be changed: \(fault.reason)")
    }

    private func replaced(_ member: AccountMember, by plan: AccountPlan) -> AccountMember {
        if plan.draft.isReached(as: member.plan.draft) {
            let same = AccountMember(member, by: plan)
            enlist(same)
            return same
        }
        member.dismiss()
        guard let condition = member.state.condition, condition.cause == .byAdmin else {
            return hire(plan)
        }
        return hire(plan, AccountParking(reason: condition.reason, since: member.state.since))
    }

    func remove(_ id: AccountID) async throws {
        try await inTurn { [self] in try await dropped(try addedMember(id)) }
    }

    private func dropped(_ member: AccountMember) async throws {
        let id = member.id
        let load = await engine.withLock { $0 }?.load(of: id)
        guard load.map({ $0.working + $0.waiting == 0 }) ?? true else {
            throw Problem(
                .conflict,
                "The account has tasks; set its weight to 0, and remove it when they ended.")
        }
        try await requireUnpinned(id)
        try await parts.store.forgetAccount(id)
        roster.remove(id)
        members.withLock { $0[id] = nil }
        member.dismiss()
    }

    /// Tenants that are pinned to an account that is gone could draw nothing.
    private func requireUnpinned(_ id: AccountID) async throws {
        let pinned = try await parts.store.tenants().filter { $0.accounts?.contains(id) == true }
        guard let first = pinned.first else { return }
        let others = pinned.count == 1 ? "" : " and \(pinned.count - 1) more"
        throw Problem(
            .conflict,
            "Tenants are pinned to the account: \(first.id)\(others); change their accounts first.")
    }

    @discardableResult
    private func hire(_ plan: AccountPlan, _ parking: AccountParking? = nil) -> AccountMember {
        let member = parts.member(plan)
        if let fault = plan.fault {
            member.state.note(fault)
        } else if let parking {
            member.state.note(parking.condition, since: parking.since)
        }
        enlist(member)
        // One that cannot be used has nothing to listen with either.
        if plan.fault == nil { hiring.yield(member) }
        parts.log.info("an account is at work", metadata: ["account": "\(plan.draft.id)"])
        return member
    }

    private func enlist(_ member: AccountMember) {
        members.withLock { $0[member.id] = member }
        roster.put(member.drawing)
    }

    private func member(_ id: AccountID) throws -> AccountMember {
        guard let member = members.withLock({ $0[id] }) else {
            throw Problem(.notFound, "There is no account \(id).")
        }
        return member
    }

    /// The account of that name, where admins added it.
    private func addedMember(_ id: AccountID) throws -> AccountMember {
        let member = try member(id)
        switch member.plan.source {
        case .api: return member
        case .environment:
            throw Problem(
                .conflict, "The account is set up by USER_TOKEN and its kin; change it there.")
        case .configuration:
            throw Problem(.conflict, "The account is set up in promptgate.yaml; change it there.")
        }
    }

    private func seal() throws -> AccountSeal {
        guard let seal = parts.seal else {
            throw Problem(
                .conflict,
                "Tokens are kept sealed: set PROMPTGATE_SECRET_KEY (openssl rand -hex 32) and start again."
            )
        }
        return seal
    }
}
