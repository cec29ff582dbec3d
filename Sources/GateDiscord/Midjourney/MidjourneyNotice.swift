import GateCore

/// What an embed of Midjourney that tells the user something means for the task.
enum MidjourneyNotice: Hashable, Sendable {
    /// It refuses the prompt or the image: the same would be refused again.
    case banned
    /// It refuses the request, or failed at it.
    case refused
    /// It has too many jobs at the moment, and takes this one later.
    case queued
    /// It refuses the account, which someone has to mend.
    case account
    /// It says something that ends nothing.
    case harmless

    /// Titles, in lower case and without the mark at their end.
    private static let titles: [String: MidjourneyNotice] = [
        "banned prompt": .banned,
        "banned prompt detected": .banned,
        "banned image prompt": .banned,
        "action needed to continue": .banned,  // the moderator's soft block, with "Appeal"
        "image denied": .banned,
        "request cancelled due to image filters": .banned,
        "request cancelled due to output filters": .banned,

        "invalid parameter": .refused,
        "invalid prompt": .refused,
        "invalid link": .refused,
        "invalid request": .refused,
        "empty prompt": .refused,
        "duplicate images detected": .refused,
        "sorry! could not complete the job": .refused,
        "job action restricted": .refused,
        "queue full": .refused,

        "job queued": .queued,

        "pending mod message": .account,
        "blocked": .account,
        "plan cancelled": .account,
        "subscription required": .account,
        "subscription paused": .account,
        "credits exhausted": .account,
        "tos not accepted": .account,
        "action required to continue": .account,  // a CAPTCHA
        "please complete the task": .account,

        "your info": .harmless,
        "settings": .harmless,
        "adjust your settings": .harmless,
    ]

    /// Beginnings of titles that vary in their ends.
    private static let beginnings: [(String, MidjourneyNotice)] = [
        ("banned ", .banned), ("request cancelled due to", .banned), ("invalid ", .refused),
        ("subscription ", .account), ("plan ", .account),
    ]

    /// Red.
    private static let errorColour: Int64 = 0xFF0000
    /// Yellow, Midjourney's own yellow, and amber.
    private static let warningColours: Set<Int64> = [0xFFFF00, 0xF7CB73, 0xF1C40F]

    /// Judges a title, text and colour; nil when they are no notice at all, as with the
    /// result of `describe`. An unknown title with a colour of alarm is a refusal.
    init?(title: String, text: String, colour: Int64?) {
        if Self.asksForHuman(title) || Self.asksForHuman(text) {
            self = .account
        } else if let known = Self.known(title) {
            self = known
        } else if colour == Self.errorColour {
            self = .refused
        } else if !title.isEmpty, !text.isEmpty, colour.map(Self.warningColours.contains) == true {
            self = .refused
        } else {
            return nil
        }
    }

    /// What a title alone means; nil for an unknown one.
    static func known(_ title: String) -> MidjourneyNotice? {
        var key = title.lowercased()[...]
        while let last = key.last, "!.:".contains(last) || last.isWhitespace { key.removeLast() }
        key = key.drop { $0.isWhitespace }
        if let exact = titles[String(key)] { return exact }
        if let start = beginnings.first(where: { key.hasPrefix($0.0) }) { return start.1 }
        return key.contains("error") || key.contains("denied") ? .refused : nil
    }

    /// What mends an account that was refused in such words: `Midjourney: title: text`.
    static func cause(of reason: String) -> AccountCondition.Cause {
        let lower = reason.lowercased()
        if asksForHuman(lower) { return .verification }
        let title = lower.drop { $0 != ":" }.dropFirst().drop { $0.isWhitespace }
            .prefix { $0 != ":" }
        return causes.first { title.hasPrefix($0.0) }?.1 ?? .other
    }

    private static let causes: [(String, AccountCondition.Cause)] = [
        ("pending mod message", .pendingModeration), ("blocked", .blocked),
        ("plan ", .subscription), ("subscription ", .subscription),
        ("credits exhausted", .creditsExhausted), ("tos ", .termsNotAccepted),
        ("action required", .verification), ("please complete", .verification),
    ]

    private static func asksForHuman(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower.contains("verify you're human") || lower.contains("verify you are human")
            || lower.contains("verify you\u{2019}re human")
    }
}
