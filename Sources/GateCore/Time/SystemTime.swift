#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's clocks.
public struct SystemTime: Timekeeper {
    private static let origin = ContinuousClock.now

    public init() {}

    public func now() -> Instant {
        Instant(sinceStart: ContinuousClock.now - Self.origin)
    }

    public func wall() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public func sleep(until instant: Instant) async throws {
        try await Task.sleep(until: Self.origin + instant.sinceStart, clock: .continuous)
    }
}
