/// What a task asks of the image bot, whole: enough to send it again after a crash.
public struct Job: Hashable, Sendable, Codable {
    public let kind: TriggerKind
    /// The prompt as the tenant sent it, or as rewriters left it.
    public var prompt: String?
    /// Whether rewriters changed the prompt that the tenant sent; nil is no.
    public var isRewritten: Bool?
    /// `imagine`: the address of an image that goes before the prompt (`picurl`).
    public var imageURL: String?
    /// `imagine`: written before the prompt's text as `<#tag#>`, as `midjourney-api` does
    /// with the trigger id (`PROMPT_TAG=1`); nil by default, because it changes the prompt.
    public var tag: String?
    /// Follow-ups: the button's number, 1 to 4.
    public var index: Int?
    /// Follow-ups: the Discord message that has the button.
    public var messageID: String?
    /// Follow-ups: the job's UUID, which the button's `custom_id` holds.
    public var messageHash: String?
    /// `expand`: where to grow.
    public var direction: PanDirection?
    /// `zoomout`: 50 for 2x, 75 for 1.5x.
    public var zoom: Int?
    /// `describe`: the file as `upload` named it.
    public var uploadFilename: String?
    /// `blend`: the files as `upload` named them.
    public var uploadFilenames: [String]?
    /// `blend`: the shape of the picture.
    public var dimensions: BlendDimensions?
    /// `max_upscale`: which of the result's buttons; nil for the best that there is.
    public var upscaleMode: UpscaleMode?
    /// `custom_zoom`: how far, where no prompt says so.
    public var zoomFactor: Double?
    /// `vary_region`: the mask, an image in base64. It goes with the task's end.
    public var mask: String?
    /// Follow-ups: the button itself, one that the result offered; nil where the other
    /// fields say which it is.
    public var customID: String?
    /// Follow-ups: the `flags` of the message that has the button.
    public var messageFlags: Int64?
    /// Follow-ups: the prompt of the result that has the button. It answers the image bot
    /// where that asks for a prompt and the call brought none (Remix mode).
    public var parentPrompt: String?
    /// What the image bot asked after the button was pressed. Then the job is to answer it.
    public var dialogue: Dialogue?

    /// Starts a job of `kind`; the caller sets what that kind needs.
    public init(_ kind: TriggerKind) { self.kind = kind }
}
