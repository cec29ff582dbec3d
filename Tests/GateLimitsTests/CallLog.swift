import GateCore

/// The naive limiter: remembers every admitted call, and admits another one when no window
/// that ends with it would hold more than the burst and one call for each interval in it.
struct CallLog {
    let interval: Duration
    let burst: Int
    private var admitted: [Instant] = []

    init(interval: Duration, burst: Int) {
        self.interval = interval
        self.burst = burst
    }

    /// The log with a call more.
    func noting(_ now: Instant) -> CallLog {
        var log = self
        log.admitted.append(now)
        return log
    }

    func wouldAdmit(_ now: Instant) -> Bool {
        var inWindow = 1
        for earlier in admitted.reversed() {
            inWindow += 1
            // `inWindow` calls in `span` conform when inWindow <= burst + span / interval.
            if interval * (inWindow - burst) > now - earlier { return false }
        }
        return true
    }
}
