import Glibc

/// Tells how much work was done. Processor time of the thread, not the time of day: a
/// busy machine must not turn an honest prompt into an undecided one.
struct WorkClock: Sendable {
    /// Time spent so far, from any origin.
    let now: @Sendable () -> Duration

    /// The calling thread's processor time.
    static let thread = WorkClock {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
