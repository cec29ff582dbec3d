/// What a message of the image bot says about which task it belongs to, strongest first.
public struct SignalKeys: Hashable, Sendable {
    public var nonce: String?
    public var interactionID: String?
    /// The message itself; follow-up edits carry the same one.
    public var messageID: String?
    public var jobID: String?
    /// The message it answers: the result whose button was pressed.
    public var referencedMessageID: String?
    /// What kind of trigger leads to such a message, as far as its text shows.
    public var kinds: Set<TriggerKind>
    /// The number of the button, as far as the text shows it.
    public var index: Int?
    /// The prompt as the bot echoes it, or the described file's name.
    public var prompt: String?

    /// Nothing known yet; the parser sets what the message shows.
    public init(kinds: Set<TriggerKind> = []) { self.kinds = kinds }
}
