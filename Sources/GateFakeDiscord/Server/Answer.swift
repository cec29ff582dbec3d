import GateCore

/// What a request is answered with.
struct Answer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// Whether the answer is never sent: the connection stands open until the client
    /// gives up.
    var isWithheld = false
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
}
