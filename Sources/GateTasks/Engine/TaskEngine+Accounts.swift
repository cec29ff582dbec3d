import GateCore
import Logging

/// Which account sends what.
extension TaskEngine {
    /// How the accounts stand that may be sent by now: as many tasks as they have slots, since
    /// waiting is done here.
    var standings: [AccountStanding] {
        var load: [AccountID: Int] = [:]
        for id in Set(open.begun).union(sending) {
            guard let task = open[id], task.holdsSlot || isChosen(task) else { continue }
            load[task.sender, default: 0] += 1
        }
        return parts.roster.accounts.filter(mayListen).map { account in
            AccountStanding(
                id: account.id, health: account.dispatcher.health(),
                capacity: Capacity(slots: account.capacity.slots, waiting: 0),
                weight: account.weight, load: load[account.id] ?? 0)
        }
    }

    /// The tasks of each account that Discord works on, or that wait for it alone.
    public func load(of id: AccountID) -> (working: Int, waiting: Int) {
        let tasks = open.values
        return (
            tasks.count { $0.holdsSlot && $0.sender == id },
            tasks.count { $0.status == .queued && $0.accounts == [id] }
        )
    }

    /// Chosen, and not yet durable as `dispatching`: such a task takes its slot already.
    private func isChosen(_ task: TaskRecord) -> Bool {
        task.status == .queued && sending.contains(task.id)
    }

    private func mayListen(_ account: DrawingAccount) -> Bool {
        switch account.dispatcher.health() {
        case .connected: true
        case .parked: false
        case .connecting:
            startedAt.map { parts.time.now() - $0 >= settings.listenerGrace } ?? false
        }
    }

    /// What sends the task; nil when its account is there no longer, which ends it at the next
    /// tick.
    func dispatcher(of id: TaskID) -> (any Dispatcher)? {
        open[id].flatMap { parts.roster[$0.sender]?.dispatcher }
    }

    /// The account of a task may not send any more: another that may takes it over.
    func refused(_ id: TaskID, _ failure: TaskFailure, _ nonce: String) async {
        guard isSent(id, as: nonce), let task = open[id] else { return }
        let others = parts.roster.accounts.map { $0.standing() }.filter { $0.id != task.sender }
        guard case .account = LeastBusy(others).choice(for: task.accountWish) else {
            await apply(.failed(failure, nil), to: id)
            return
        }
        parts.log.notice(
            "another account takes a task over",
            metadata: ["task": "\(id)", "account": "\(task.sender)"])
        await apply(.returned(nonce: freshNonce()), to: id)
    }

    /// Ends what only accounts may do that are there no longer.
    func endOrphans() async {
        let names = Set(parts.roster.accounts.map(\.id))
        for id in open.order {
            guard let task = open[id], !finishing.keys.contains(id) else { continue }
            let isLost =
                task.status == .queued
                ? task.accounts.map(names.isDisjoint) ?? false
                : task.status == .dispatching && !names.contains(task.sender)
            guard isLost else { continue }
            await apply(.failed(Self.orphaned(task), nil), to: id)
        }
    }

    /// Ends what waits for accounts alone that have been parked for long: whoever sent it would
    /// hear of it never, while nobody mends them.
    func endStranded() async {
        let (now, standings) = (parts.time.now(), parts.roster.accounts.map { $0.standing() })
        parkedSince = standings.filter { $0.parkedFor != nil }.reduce(into: [:]) {
            $0[$1.id] = parkedSince[$1.id] ?? now
        }
        let lasting = parkedSince.filter { now - $0.value >= settings.parkedLimit }
        guard !lasting.isEmpty else { return }
        let others = LeastBusy(standings.filter { lasting[$0.id] == nil })
        for id in open.order {
            guard let task = open[id], task.status == .queued, !sending.contains(id),
                others.choice(for: task.accountWish) == .none,
                case .parked(let reasons) = LeastBusy(standings).choice(for: task.accountWish)
            else { continue }
            await apply(.failed(Self.stranded(reasons), nil), to: id)
        }
    }

    private static func stranded(_ reasons: [String]) -> TaskFailure {
        TaskFailure(
            .upstreamRefused,
            "It waited too long for a Discord account that is parked: "
                + reasons.joined(separator: "; "))
    }

    private static func orphaned(_ task: TaskRecord) -> TaskFailure {
        let names = task.accounts?.map(\.rawValue).joined(separator: ", ") ?? task.sender.rawValue
        return TaskFailure(
            .upstreamRefused, "The Discord account that may draw it was removed: \(names).")
    }
}

extension TaskRecord {
    /// The account that sends it.
    var sender: AccountID { account ?? .standard }

    /// Which accounts may take it. What belongs to one account's messages is that one's even
    /// when it gets no new work.
    var accountWish: AccountWish {
        guard let accounts else { return .any }
        let isBound = job.kind.isFollowUp || job.uploadFilename != nil || job.uploadFilenames != nil
        if isBound, accounts.count == 1 { return .owner(accounts[0]) }
        return .pinned(accounts)
    }
}

extension AccountStanding {
    /// The same with one task more.
    var busier: AccountStanding {
        AccountStanding(id: id, health: health, capacity: capacity, weight: weight, load: load + 1)
    }
}
