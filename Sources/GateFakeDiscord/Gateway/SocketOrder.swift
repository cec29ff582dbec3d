/// What a connection's socket is told to do.
enum SocketOrder: Sendable {
    /// Send a payload.
    case send(String)
    /// Send a close frame, and nothing after it.
    case close(UInt16, String)
    /// Answer a WebSocket ping.
    case pong([UInt8])
    /// End the connection without a word.
    case drop

    /// Close for a reason of the protocol.
    static func close(_ code: CloseCode) -> SocketOrder { .close(code.rawValue, code.reason) }
}

/// An order with the connection it is for.
struct GatewayEffect: Sendable {
    let connection: ConnectionID
    let order: SocketOrder
}
