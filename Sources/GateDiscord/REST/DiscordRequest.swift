import GateCore

/// One request to Discord's API.
struct DiscordRequest: Sendable {
    let method: String
    /// Below the API's base, with its query.
    let path: String
    let body: JSONValue?
    /// For the answer, once sent.
    let timeout: Duration
    /// How long it may wait for a rate limit before it is sent.
    let patience: Duration

    /// A request with 30 seconds for the answer, that waits up to 10 for a rate limit.
    init(
        _ method: String, _ path: String, body: JSONValue? = nil,
        timeout: Duration = .seconds(30), patience: Duration = .seconds(10)
    ) {
        self.method = method
        self.path = path
        self.body = body
        self.timeout = timeout
        self.patience = patience
    }

    /// Whether sending it twice does no more than sending it once.
    var isSafe: Bool { method == "GET" }

    /// What its rate limit hangs on. Discord's limits are kept apart by the top-level
    /// resource, which the path of one account's requests always holds.
    var route: DiscordRoute {
        let resource = path.prefix { $0 != "?" }.split(separator: "/")
        return DiscordRoute(
            name: method + " " + resource.joined(separator: "/"),
            resource: resource.prefix(2).joined(separator: "/"))
    }
}
