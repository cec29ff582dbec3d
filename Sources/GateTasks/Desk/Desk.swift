import GateCore

/// The one front desk: judges every call and, let through, makes it durable.
public struct Desk: FrontDesk {
    let parts: DeskParts
    let underReview = UnderReview()
    private let ids: SnowflakeSource

    /// - Parameter parts: what it works with.
    public init(_ parts: DeskParts) {
        self.parts = parts
        ids = SnowflakeSource(time: parts.time, random: parts.random)
    }

    /// A number that no task, exchange or nonce had before.
    func freshID() -> String { String(ids.next()) }

    func exchange(
        _ caller: Caller, _ surface: Surface, kind: String, text: String, task: TaskID? = nil,
        firstOfCall: Bool = true, rules: any RuleSet, imageURLs: [String] = [],
        rewrites: [StageRun] = []
    ) -> Exchange {
        Exchange(
            id: ExchangeID(freshID()), caller: caller, surface: surface, kind: kind, task: task,
            text: text, rules: rules, receivedAt: parts.time.wall(),
            isFirstOfCall: firstOfCall, imageURLs: imageURLs, rewrites: rewrites)
    }

    func record(
        _ exchange: Exchange, _ judgement: Judgement, _ outcome: Outcome, task: TaskID? = nil,
        problem: Problem? = nil
    ) -> AuditRecord {
        AuditRecord(
            exchange, judgement, outcome: outcome, task: task, problem: problem,
            digest: parts.digest)
    }

    /// Makes the record of an exchange that became no task durable.
    func keep(_ record: AuditRecord) async throws { try await keep([record]) }

    /// Makes the records of one call's exchanges durable, all or none.
    func keep(_ records: [AuditRecord]) async throws {
        try await Shielded.run { try await parts.audit.append(records) }
    }

    /// The side that draws.
    /// - Parameter accounts: those that may; any when nil.
    /// - Throws: `Problem`, when there is none, or all that may are parked.
    func discordSide(_ accounts: [AccountID]? = nil) throws -> DeskParts.DiscordSide {
        guard let side = parts.discord, !side.roster.accounts.isEmpty else {
            throw Problem(.missingVariable, "Discord is not configured.")
        }
        let standings = side.roster.accounts.filter { accounts?.contains($0.id) ?? true }
            .map { $0.standing() }
        guard !standings.isEmpty else {
            throw Problem(.upstreamRefused, "No Discord account may draw this any more.")
        }
        let reasons = standings.compactMap(\.parkedFor)
        guard reasons.count < standings.count else {
            throw Problem(
                .upstreamRefused,
                "The Discord account is parked: \(reasons.joined(separator: "; "))")
        }
        return side
    }
}
