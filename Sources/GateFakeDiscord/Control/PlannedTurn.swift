import GateCore

/// What an order has planned for the next calls of one route.
struct PlannedTurn: Sendable {
    /// Either an HTTP fault, before anything else is looked at, or a turn of the bot.
    enum Kind: Sendable {
        /// An answer of that status.
        case status(DiscordFault)
        /// No answer at all.
        case hang
        /// The connection ends instead of an answer.
        case drop
        /// Turned away by Cloudflare: 429 in HTML.
        case cloudflare
        /// What the bot makes of the job.
        case turn(Turn)
    }

    let kind: Kind
    /// The name of the route that it is for.
    let route: String
    /// For how many calls it still holds.
    var count: Int
    /// Whether a call with an HTTP fault is carried out all the same.
    var isTaken = false
    /// The words of a refusal of one's choice.
    var wording: Wording?

    /// What `GET /_control` shows.
    var json: JSONValue {
        let next: String =
            switch kind {
            case .status: "status"
            case .hang: "hang"
            case .drop: "drop"
            case .cloudflare: "cloudflare"
            case .turn(let turn): turn.rawValue
            }
        var members: [String: JSONValue] = [
            "next": .string(next), "on": .string(route), "count": .int(Int64(count)),
        ]
        if case .status(let fault) = kind { members["status"] = .int(Int64(fault.status)) }
        return .object(members)
    }
}

/// A refusal in words of one's choice.
struct Wording: Hashable, Sendable {
    var title: String
    var text: String
    /// 0xRRGGBB.
    var color: Int64
}
