/// How many judged exchanges ended so in one stretch of time.
public struct OutcomeCount: Hashable, Sendable {
    /// The stretch's first instant.
    public let at: Timestamp
    public let outcome: Outcome
    public let count: Int

    /// Describes one count; see the properties.
    public init(at: Timestamp, outcome: Outcome, count: Int) {
        self.at = at
        self.outcome = outcome
        self.count = count
    }
}
