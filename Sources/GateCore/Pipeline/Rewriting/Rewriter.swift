/// Changes prompts before any stage judges them, so that what was judged is what is sent.
/// The caller is shown what became of its prompt.
///
/// It knows nothing but the prompt and who sends it: it waits for nothing, and the same
/// prompt always becomes the same.
public protocol Rewriter: Sendable {
    /// The name in `rules/pipeline.yaml`, metrics and audit records.
    static var kind: StageKind { get }

    /// The prompt as it is to be judged and sent; nil when it stays as it is. A throw is
    /// "could not rewrite": `on_error` decides whether the call is refused.
    ///
    /// - Parameters:
    ///   - prompt: without the image's address that it may begin with.
    ///   - draft: who sends it, and for what.
    func rewrite(_ prompt: String, for draft: PromptDraft) throws -> String?
}
