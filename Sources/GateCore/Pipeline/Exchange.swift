/// One prompt's journey through the stages. Immutable: a check cannot be voided by a
/// later edit, because nothing edits.
public struct Exchange: Sendable {
    /// Names the audit record, and the reservation of a quota.
    public let id: ExchangeID
    /// Who asks.
    public let caller: Caller
    /// Through which door.
    public let surface: Surface
    /// What is asked for: a trigger's route (`imagine`), or `moderate`.
    public let kind: String
    /// The task this may become.
    public let task: TaskID?
    /// The text as sent; empty for calls that carry none.
    public let text: String
    /// The one revision this exchange is judged by.
    public let rules: any RuleSet
    /// When it came, for records.
    public let receivedAt: Timestamp
    /// Whether this is the first exchange of its call. A call with several texts has one
    /// exchange for each of them; what is counted by the call is counted by the first.
    public let isFirstOfCall: Bool
    /// Addresses of images that came beside the text (`picurl`).
    public let imageURLs: [String]
    /// What rewriters did to the text before, for the record.
    public let rewrites: [StageRun]

    /// Describes one exchange; see the properties.
    public init(
        id: ExchangeID, caller: Caller, surface: Surface, kind: String, task: TaskID? = nil,
        text: String, rules: any RuleSet, receivedAt: Timestamp,
        isFirstOfCall: Bool = true, imageURLs: [String] = [], rewrites: [StageRun] = []
    ) {
        self.id = id
        self.caller = caller
        self.surface = surface
        self.kind = kind
        self.task = task
        self.text = text
        self.rules = rules
        self.receivedAt = receivedAt
        self.isFirstOfCall = isFirstOfCall
        self.imageURLs = imageURLs
        self.rewrites = rewrites
    }
}
