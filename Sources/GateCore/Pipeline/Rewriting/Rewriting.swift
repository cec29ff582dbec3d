/// What the rewriters made of a prompt.
public struct Rewriting: Hashable, Sendable {
    /// The prompt as it is to be judged and sent.
    public let prompt: String
    /// What each rewriter did, for the audit record: `rewrite`, `pass` or `error`.
    public let runs: [StageRun]
    /// The rewriter that failed and must not; nil when the prompt may be judged.
    public let failed: String?

    /// Describes one rewriting; see the properties.
    public init(prompt: String, runs: [StageRun], failed: String? = nil) {
        self.prompt = prompt
        self.runs = runs
        self.failed = failed
    }
}
