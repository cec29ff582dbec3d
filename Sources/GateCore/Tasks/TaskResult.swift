/// A message of the image bot about a task, in the fields of `midjourney-api`'s callback.
public struct TaskResult: Hashable, Sendable, Codable {
    /// The Discord message.
    public var messageID: String
    public var content: String
    /// Discord's attachment objects, as they came.
    public var attachments: [JSONValue]
    /// Discord's embed objects, as they came.
    public var embeds: [JSONValue]
    /// The image bot's job UUID, where the message names one.
    public var jobID: String?
    /// The buttons of the message, as they came: `{"label", "custom_id"}` and Discord's rest.
    public var buttons: [JSONValue]
    /// The prompt as the image bot repeats it; nil where the message shows none.
    public var prompt: String?
    /// Discord's flags of the message; a press of one of its buttons repeats them.
    public var flags: Int64?

    /// Describes one message; see the properties.
    public init(
        messageID: String, content: String = "", attachments: [JSONValue] = [],
        embeds: [JSONValue] = [], jobID: String? = nil, buttons: [JSONValue] = [],
        prompt: String? = nil, flags: Int64? = nil
    ) {
        self.messageID = messageID
        self.content = content
        self.attachments = attachments
        self.embeds = embeds
        self.jobID = jobID
        self.buttons = buttons
        self.prompt = prompt
        self.flags = flags
    }
}
