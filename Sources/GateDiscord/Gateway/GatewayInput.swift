import GateCore

/// What can happen to a Gateway session. A socket is told by the number that its
/// `GatewayAction.connect` gave it, so that news of an old one cannot harm a new one.
enum GatewayInput: Hashable, Sendable {
    /// The process begins.
    case start
    /// The WebSocket handshake is done.
    case opened(Int)
    /// The server sent this.
    case frame(JSONValue, Int)
    /// The socket is gone, or could not be had; with the close code, if there was one.
    case closed(code: Int?, Int)
    /// The time of a timer has come.
    case timer(GatewayTimer)
}
