/// What one stage did to one exchange, for the audit record.
public struct StageRun: Hashable, Sendable, Codable {
    /// The stage's name in the pipeline.
    public let stage: String
    /// `pass`, `flag`, `hold`, `wait`, `deny`, `error` (it threw), `timeout` or `unreachable`;
    /// `rewrite` for a rewriter that changed the prompt.
    public let verdict: String
    /// Whether the verdict counted (`enforce`) or not (`shadow`).
    public let mode: StageSlot.Mode
    /// How long `decide` took, in microseconds.
    public let microseconds: Int64
    /// More of a failure, such as `status 500`.
    public let note: String?

    /// Describes one run; see the properties.
    public init(
        stage: String, verdict: String, mode: StageSlot.Mode, microseconds: Int64,
        note: String? = nil
    ) {
        self.stage = stage
        self.verdict = verdict
        self.mode = mode
        self.microseconds = microseconds
        self.note = note
    }

    /// The word and the note for what a stage threw.
    static func failure(_ error: any Error) -> (word: String, note: String?) {
        switch error {
        case let fault as StageFault: (fault.kind.rawValue, fault.detail)
        case is Cutoff.Overrun: ("timeout", nil)
        default: ("error", nil)
        }
    }
}
