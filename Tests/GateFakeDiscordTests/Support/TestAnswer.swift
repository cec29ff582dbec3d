import GateCore

@testable import GateFakeDiscord

/// What a call was answered with.
struct TestAnswer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    /// The body as JSON; null when it is none.
    var json: JSONValue {
        (try? JSONValue(parsing: body)) ?? .null  // a test then fails on what it looks for
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
