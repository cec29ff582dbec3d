/// What can be done to all Gateway connections at once.
enum GatewayDisturbance: Sendable {
    /// End the connections without a word.
    case drop
    /// Op 1: ask for a heartbeat.
    case heartbeatRequest
    /// Op 7: ask to reconnect.
    case reconnect
    /// Op 9.
    case invalidSession(resumable: Bool)
    /// Forget all sessions, so that none can be resumed.
    case endSessions
    /// Close with a code.
    case close(UInt16)
}
