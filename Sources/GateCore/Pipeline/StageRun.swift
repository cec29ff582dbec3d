/// What one stage did to one exchange, for the audit record.
public struct StageRun: Hashable, Sendable, Codable {
    /// The stage's name in the pipeline.
    public let stage: String
    /// `pass`, `flag`, `hold`, `wait`, `deny`, `error` (it threw) or `timeout`.
    public let verdict: String
    /// Whether the verdict counted (`enforce`) or not (`shadow`).
    public let mode: StageSlot.Mode
    /// How long `decide` took, in microseconds.
    public let microseconds: Int64

    /// Describes one run; see the properties.
    public init(stage: String, verdict: String, mode: StageSlot.Mode, microseconds: Int64) {
        self.stage = stage
        self.verdict = verdict
        self.mode = mode
        self.microseconds = microseconds
    }
}
