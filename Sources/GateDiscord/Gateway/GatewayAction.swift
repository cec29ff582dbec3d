import GateCore

/// What a Gateway session asks its shell to do, in order.
enum GatewayAction: Hashable, Sendable {
    /// Opens a socket. Whatever comes of it, `closed` with this number must follow once.
    case connect(GatewayAddress, Int)
    /// Sends a text frame.
    case send(JSONValue)
    /// Closes the socket, also one that is still being opened; `closed` must follow soon,
    /// whether or not the server answers.
    case close(code: Int)
    /// Feeds `timer` back after that time.
    case setTimer(GatewayTimer, after: Duration)
    /// Hands on an event.
    case dispatch(String, JSONValue)
    /// A new session stands: whatever happened before it was missed.
    case ready(sessionID: String?)
    /// The former session stands again: nothing was missed.
    case resumed
    /// No session stands until `ready` or `resumed`.
    case interrupted
    /// The account must not connect again.
    case park(AccountCondition)
}
