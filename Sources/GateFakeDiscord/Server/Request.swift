import GateCore
import NIOHTTP1

/// One HTTP request, its body read whole.
struct Request: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    let headers: HTTPHeaders
    var body: [UInt8] = []
    /// What stands in the path where the route has `:name`.
    var parameters: [String: String] = [:]
    /// Who asks; nil where a route needs nobody.
    var account: Account?

    /// - Parameter head: the request line and headers.
    init(_ head: HTTPRequestHead) {
        method = head.method
        target = RequestTarget(head.uri)
        headers = head.headers
    }

    /// The path's part of that name; the router only calls a route that has it.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The body as a JSON object.
    /// - Throws: `DiscordFault` 50109.
    func object() throws -> JSONValue {
        guard let value = try? JSONValue(parsing: body), value.object != nil else {
            throw DiscordFault.invalidJSON  // the decoder's own words say no more
        }
        return value
    }

    /// The account that asks; the router only calls a route that needs one with one.
    /// - Throws: `DiscordFault` 401.
    func knownAccount() throws -> Account {
        guard let account else { throw DiscordFault.unauthorized }
        return account
    }
}
