/// A rewriter at its place, with the settings that every place has.
public struct RewriterSlot: Sendable {
    public let name: String
    public let rewriter: any Rewriter
    /// In shadow it is recorded that it would change the prompt, and the prompt stays.
    public let mode: StageSlot.Mode
    /// Whether a throw refuses the call, or leaves the prompt as it was.
    public let onError: StageSlot.FailureMode

    /// Describes one place; see the properties.
    public init(
        _ rewriter: any Rewriter, name: String? = nil, mode: StageSlot.Mode = .enforce,
        onError: StageSlot.FailureMode = .deny
    ) {
        self.rewriter = rewriter
        self.name = name ?? type(of: rewriter).kind.rawValue
        self.mode = mode
        self.onError = onError
    }

    init(_ rewriter: any Rewriter, at plan: StagePlan) {
        self.init(rewriter, name: plan.name, mode: plan.mode, onError: plan.onError)
    }
}
