/// What ties a task to Discord's messages; filled in as the messages come.
public struct TaskLinks: Hashable, Sendable, Codable {
    /// Sent with every attempt, and echoed in the first message.
    public let nonce: String
    /// The interaction that the nonce became.
    public var interactionID: String?
    /// The message that shows the progress.
    public var progressMessageID: String?
    /// The image bot's job UUID, from an attachment's name.
    public var jobID: String?

    /// - Parameter nonce: sent with every attempt.
    public init(nonce: String) { self.nonce = nonce }
}
