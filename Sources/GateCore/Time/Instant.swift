/// A point of monotonic time, for waiting and deadlines; it has no meaning outside
/// this process.
public struct Instant: Hashable, Comparable, Sendable {
    /// The time since an arbitrary origin, the same for the whole process.
    public let sinceStart: Duration

    /// - Parameter sinceStart: the time since the process's origin.
    public init(sinceStart: Duration) { self.sinceStart = sinceStart }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.sinceStart < right.sinceStart
    }

    /// The instant `right` later.
    public static func + (left: Instant, right: Duration) -> Instant {
        Instant(sinceStart: left.sinceStart + right)
    }

    /// The time from `right` to `left`.
    public static func - (left: Instant, right: Instant) -> Duration {
        left.sinceStart - right.sinceStart
    }
}
