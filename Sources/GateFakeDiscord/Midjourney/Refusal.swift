import GateCore

/// A message in which the bot says no, or not yet: an embed that only the user sees.
struct Refusal: Sendable {
    let title: String
    let text: String
    /// 0xRRGGBB.
    let color: Int64
    var components: [JSONValue] = []

    private static let red: Int64 = 0xFF_0000
    private static let yellow: Int64 = 0xFF_FF00

    /// The refusal that a turn asks for; nil when it asks for none.
    /// - Parameters:
    ///   - turn: what the bot makes of the job.
    ///   - wording: words of the tester's choice, for ``Turn/embed``.
    ///   - job: what an appeal names.
    init?(_ turn: Turn, wording: Wording?, job: String) {
        switch turn {
        case .banned: self = .banned
        case .actionNeeded: self = .actionNeeded(job)
        case .queueFull: self = .queueFull
        case .invalidParameter: self = .invalidParameter
        case .captcha: self = .captcha
        case .embed:
            self.init(
                title: wording?.title ?? "Unknown error", text: wording?.text ?? "",
                color: wording?.color ?? Self.red)
        default: return nil
        }
    }

    init(title: String, text: String, color: Int64, components: [JSONValue] = []) {
        self.title = title
        self.text = text
        self.color = color
        self.components = components
    }

    /// A word that the bot does not take.
    static let banned = Refusal(
        title: "Banned prompt detected",
        text: """
            Sorry! Our AI moderator thinks this prompt is probably against our community \
            standards. Circumventing this filter may result in your access being revoked.
            """,
        color: red)

    /// Too many jobs wait.
    static let queueFull = Refusal(
        title: "Queue full",
        text:
            "Your job queue is full. Please wait for a job to finish first, then resubmit this one.",
        color: red)

    /// The job waits for a place.
    static let jobQueued = Refusal(
        title: "Job queued",
        text: "There are currently 3 jobs running. This job will start when one of them finishes.",
        color: yellow)

    /// A parameter that there is none of.
    static let invalidParameter = Refusal(
        title: "Invalid parameter", text: "Unrecognized parameter(s): `--unknown`", color: red)

    /// Something that cannot be done.
    static func invalidRequest(_ text: String) -> Refusal {
        Refusal(title: "Invalid request", text: text, color: red)
    }

    /// The drawing was thrown away.
    static let imageFilter = Refusal(
        title: "Request cancelled due to output filters",
        text: "The image that was made did not pass our filters. Try another prompt.", color: red)

    private static let captcha = Refusal(
        title: "Action required to continue",
        text: "Please complete the task to verify you're human.", color: yellow)

    private static func actionNeeded(_ job: String) -> Refusal {
        Refusal(
            title: "Action needed to continue",
            text: """
                Sorry! Our AI moderator thinks this prompt is probably against our community \
                standards. If this seems wrong, you can appeal.
                """,
            color: yellow, components: Buttons.appeal(job))
    }

    /// The embed.
    /// - Parameter prompt: repeated in the footer.
    func embed(prompt: String) -> JSONValue {
        [
            "type": "rich", "title": .string(title), "description": .string(text),
            "color": .int(color), "footer": ["text": .string("/imagine \(prompt)")],
        ]
    }
}
