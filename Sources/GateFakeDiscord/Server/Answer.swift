import GateCore

/// What a request is answered with.
struct Answer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// Whether the answer is never sent: the connection stands open until the client
    /// gives up.
    var isWithheld = false
    /// Whether the connection ends instead of an answer.
    var isCutOff = false
    /// What happens once the answer has left, so that events do not overtake it.
    var afterwards: (@Sendable () -> Void)?

    /// An answer with a body of JSON.
    static func json(_ value: JSONValue, status: Int = 200) -> Answer {
        Answer(
            status: status, headers: [("Content-Type", "application/json")],
            body: Array(value.text.utf8))
    }

    /// 204, no body.
    static let noContent = Answer(status: 204)

    /// No answer at all.
    static let withheld = Answer(status: 504, isWithheld: true)

    /// No answer, and no connection any more.
    static let cutOff = Answer(status: 504, isCutOff: true)

    /// What Cloudflare says in front of Discord to an address that sent too many requests.
    static let cloudflare = Answer(
        status: 429,
        headers: [("Content-Type", "text/html; charset=UTF-8"), ("Server", "cloudflare")],
        body: Array(
            """
            <!DOCTYPE html><html><head><title>Access denied | discord.com used Cloudflare to \
            restrict access</title></head><body><h1>Error 1015</h1><p>You are being rate \
            limited</p></body></html>
            """.utf8))
}
