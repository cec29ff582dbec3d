import GateCore

/// Counts what is sent over one connection, so that a server that keeps asking for
/// heartbeats cannot lead the client over Discord's limit of 120 sends in 60 s.
struct SendWindow: Hashable, Sendable {
    private static let limit = 100
    private static let span = Duration.seconds(60)

    private var sent: [Instant] = []

    /// Counts one send.
    mutating func count(at now: Instant) {
        sent.removeAll { now - $0 >= Self.span }
        sent.append(now)
    }

    /// Whether one more send that can be left out may go.
    func hasRoom(at now: Instant) -> Bool {
        sent.count { now - $0 < Self.span } < Self.limit
    }
}
