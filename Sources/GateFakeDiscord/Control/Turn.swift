/// What the bot makes of a job.
enum Turn: String, CaseIterable, Sendable {
    /// As it should be.
    case normal
    /// Refused for a word, in a message that only the user sees.
    case banned
    /// Held by the moderator, with a button to appeal.
    case actionNeeded = "action_needed"
    /// Refused, because too many jobs wait.
    case queueFull = "queue_full"
    /// Said to wait, then drawn; the drawing's messages carry no nonce.
    case jobQueued = "job_queued"
    /// Refused for a parameter.
    case invalidParameter = "invalid_parameter"
    /// Stopped half-way, as by the user.
    case stop
    /// Stopped half-way by the filter on what was drawn, told by an update.
    case imageFilter = "image_filter"
    /// The message vanishes at 93 %, and nothing follows.
    case deleted
    /// Finished, with the first message gone before the picture comes.
    case deleteFirst = "delete_first"
    /// Drawn without telling progress.
    case noProgress = "no_progress"
    /// Asked to show that it is no robot.
    case captcha
    /// Refused with a title, text and colour of one's choice.
    case embed
    /// Taken, and never heard of again.
    case silent
    /// Pressed, with no dialogue opened where one is due.
    case noModal = "no_modal"
    /// Taken, and then not handed to the bot: INTERACTION_FAILURE.
    case failure = "interaction_failure"

    /// Words in a prompt that bring a turn about without an order; none that a prompt has
    /// by chance.
    static let words: [String: Turn] = [
        "moderated": .banned, "appealable": .actionNeeded, "mjqueue": .queueFull,
        "mjstop": .stop, "mjfilter": .imageFilter, "mjsilent": .silent,
    ]

    /// The turn that a prompt's own words bring about.
    static func from(prompt: String) -> Turn {
        let words = prompt.lowercased().split { !$0.isLetter }
        return words.lazy.compactMap { Self.words[String($0)] }.first ?? .normal
    }
}
