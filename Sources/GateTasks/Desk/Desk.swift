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
    func keep(_ record: AuditRecord) async throws {
        try await Shielded.run { try await parts.audit.append([record]) }
    }

    /// The side that draws.
    /// - Throws: `Problem`, when there is none or it is parked.
    func discordSide() throws -> DeskParts.DiscordSide {
        guard let side = parts.discord else {
            throw Problem(.missingVariable, "Discord is not configured.")
        }
        if case .parked(let reason) = side.dispatcher.health() {
            throw Problem(.upstreamRefused, "The Discord account is parked: \(reason)")
        }
        return side
    }
}
