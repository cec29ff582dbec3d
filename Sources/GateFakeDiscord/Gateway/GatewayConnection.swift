import GateCore

/// Names one connection, for as long as this process lives.
struct ConnectionID: Hashable, Sendable {
    let number: UInt64
}

/// One WebSocket connection, seen from the protocol.
struct GatewayConnection: Sendable {
    /// The `v` of its address.
    let version: Int
    /// The session it carries; nil before IDENTIFY or RESUME.
    var sessionID: String?
    private var windowOpened: Instant
    private var sends = 0

    private static let window: Duration = .seconds(60)
    private static let sendLimit = 120

    /// A connection that has just come up.
    init(version: Int, at now: Instant) {
        self.version = version
        windowOpened = now
    }

    /// Counts a payload from the client.
    /// - Returns: whether it is still within 120 in a minute.
    mutating func countSend(at now: Instant) -> Bool {
        if now - windowOpened >= Self.window {
            windowOpened = now
            sends = 0
        }
        sends += 1
        return sends <= Self.sendLimit
    }
}
