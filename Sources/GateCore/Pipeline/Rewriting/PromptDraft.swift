/// A prompt that is not judged yet, besides its text.
public struct PromptDraft: Sendable {
    /// Who sends it.
    public let caller: Caller
    /// The trigger that it is for.
    public let kind: TriggerKind

    /// - Parameters:
    ///   - caller: who sends it.
    ///   - kind: the trigger that it is for.
    public init(caller: Caller, kind: TriggerKind) {
        self.caller = caller
        self.kind = kind
    }
}
