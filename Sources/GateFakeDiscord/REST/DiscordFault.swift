import GateCore

/// An answer other than success, in the shape of Discord's errors.
///
/// Source: Discord's documentation, "Opcodes and Status Codes" and "Error Messages".
struct DiscordFault: Error, Sendable {
    let status: Int
    let code: Int
    let message: String
    /// The `errors` member: what is wrong with which field.
    var errors: JSONValue?
    /// For 429.
    var retryAfter: Duration?
    var isGlobal = false
    /// For 429: whether others than this user spent the limit, which Discord does not hold
    /// against anyone.
    var isShared = false

    static let unauthorized = DiscordFault(status: 401, code: 0, message: "401: Unauthorized")
    static let notFound = DiscordFault(status: 404, code: 0, message: "404: Not Found")
    static let methodNotAllowed = DiscordFault(
        status: 405, code: 0, message: "405: Method Not Allowed")
    static let serverError = DiscordFault(
        status: 500, code: 0, message: "500: Internal Server Error")
    static let tooLarge = DiscordFault(
        status: 413, code: 40005, message: "Request entity too large")
    static let invalidJSON = DiscordFault(
        status: 400, code: 50109, message: "The request body contains invalid JSON.")
    static let unknownChannel = DiscordFault(status: 404, code: 10003, message: "Unknown Channel")
    static let unknownGuild = DiscordFault(status: 404, code: 10004, message: "Unknown Guild")
    static let unknownMessage = DiscordFault(status: 404, code: 10008, message: "Unknown Message")
    static let unknownApplication = DiscordFault(
        status: 400, code: 10002, message: "Unknown Application")
    static let unknownCommand = DiscordFault(
        status: 404, code: 10063, message: "Unknown application command")
    static let emptyMessage = DiscordFault(
        status: 400, code: 50006, message: "Cannot send an empty message")
    static let uploadNotFound = DiscordFault(
        status: 400, code: 50146, message: "Uploaded file not found.")

    /// 400, code 50035, with what is wrong where.
    static func invalidForm(_ errors: FormErrors) -> DiscordFault {
        DiscordFault(
            status: 400, code: 50035, message: "Invalid Form Body", errors: errors.json)
    }

    /// 429.
    static func rateLimited(after: Duration, isGlobal: Bool) -> DiscordFault {
        DiscordFault(
            status: 429, code: 0, message: "You are being rate limited.",
            retryAfter: after, isGlobal: isGlobal)
    }

    /// The fault as an answer.
    var answer: Answer {
        var members: [String: JSONValue] = ["message": .string(message), "code": .int(Int64(code))]
        members["errors"] = errors
        guard let retryAfter else { return .json(.object(members), status: status) }
        members["retry_after"] = .double(Double(retryAfter.milliseconds) / 1000)
        members["global"] = .bool(isGlobal)
        var answer = Answer.json(.object(members), status: status)
        answer.headers += [
            ("Retry-After", String(retryAfter.retryAfterSeconds)),
            ("X-RateLimit-Scope", isGlobal ? "global" : isShared ? "shared" : "user"),
        ]
        if isGlobal { answer.headers.append(("X-RateLimit-Global", "true")) }
        return answer
    }
}
