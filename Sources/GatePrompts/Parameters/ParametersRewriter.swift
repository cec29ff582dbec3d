import GateCore

/// Puts a prompt's Midjourney parameters in order before it is judged: forces some, adds
/// defaults, takes others out.
public struct ParametersRewriter: Rewriter {
    public static let kind: StageKind = "parameters"

    private let settings: ParametersRewriteSettings

    /// - Parameter settings: what is done.
    public init(_ settings: ParametersRewriteSettings) { self.settings = settings }

    public func rewrite(_ prompt: String, for draft: PromptDraft) throws -> String? {
        try settings.edits(for: draft.caller.tenant.id).applied(to: prompt, settings.book)
    }
}
