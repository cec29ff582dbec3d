import NIOCore
import NIOHTTP1
import NIOWebSocket

/// What comes in over a connection: HTTP first, frames once it has been upgraded.
enum ConnectionInput: Sendable {
    case http(HTTPServerRequestPart)
    case frame(WebSocketFrame)
}

/// What goes out over a connection.
enum ConnectionOutput: Sendable {
    case http(HTTPPart<HTTPResponseHead, ByteBuffer>)
    /// The 101 after which both sides speak WebSocket.
    case upgrade(HTTPResponseHead)
    case frame(WebSocketFrame)
}
