import GateCore

/// How far the events of a session were surely worked on: those that are some seconds old.
/// What reads them is never that far behind; where it is, as with a full disk, reading the
/// channel back finds what matters.
struct GatewayTrail: Hashable, Sendable {
    /// How far the listener was at one moment.
    struct Point: Hashable, Sendable {
        let session: String
        let sequence: Int64
        let lastMessage: String?
        let at: Instant
    }

    private static let lag = Duration.seconds(10)

    /// Oldest first, all of one session.
    private var points: [Point] = []

    /// Nothing known.
    init() {}

    /// Takes note of where the listener is.
    mutating func note(_ point: Point) {
        if points.last?.session != point.session { points = [] }
        points.append(point)
        let settled = points.lastIndex { $0.at + Self.lag <= point.at }
        if let settled { points.removeFirst(settled) }
    }

    /// The point up to which nothing has to be told again: the first of the session, while
    /// that is young.
    var settled: Point? { points.first }
}
