import NIOCore
import NIOHTTP1
import NIOWebSocket

/// A request for a Gateway connection.
///
/// Source: RFC 6455, section 4.
struct WebSocketHandshake: Sendable {
    let address: GatewayAddress
    private let head: HTTPRequestHead

    /// - Parameter head: nil when it is no such request, or one for another address.
    init?(_ head: HTTPRequestHead) {
        guard head.method == .GET,
            head.headers[canonicalForm: "Upgrade"].contains(where: {
                $0.lowercased() == "websocket"
            }),
            head.headers[canonicalForm: "Connection"].contains(where: {
                $0.lowercased() == "upgrade"
            }),
            head.headers["Sec-WebSocket-Key"].count == 1,
            head.headers.first(name: "Sec-WebSocket-Version") == "13",
            let address = GatewayAddress(head.uri)
        else { return nil }
        self.head = head
        self.address = address
    }

    /// The 101 that says yes.
    func answer(on channel: any Channel) async throws -> HTTPResponseHead {
        // NIO's upgrader works out the accept key; switching the handlers is done elsewhere.
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        var headers = try await upgrader.buildUpgradeResponse(
            channel: channel, upgradeRequest: head, initialResponseHeaders: HTTPHeaders()
        ).get()
        headers.add(name: "Connection", value: "upgrade")
        return HTTPResponseHead(
            version: head.version, status: .switchingProtocols, headers: headers)
    }
}
