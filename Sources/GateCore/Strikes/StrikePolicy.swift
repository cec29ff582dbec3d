/// What a tenant wants to happen when prompts of one end user are refused again and again.
/// A threshold that is nil has no effect.
public struct StrikePolicy: Hashable, Sendable, Codable {
    /// The longest window; older refusals are not kept for this.
    public static let longestWindowHours = 744
    /// No threshold is higher; of one user no more refusals are counted, or kept.
    public static let highestThreshold = 1000

    /// Refusals older than this many hours do not count.
    public let windowHours: Int
    /// From so many refusals on, the user's prompts are marked in the audit log.
    public let flagAt: Int?
    /// From so many on, triggers must keep `slowSeconds` of distance.
    public let slowAt: Int?
    public let slowSeconds: Int
    /// From so many on, each refusal is followed by a pause.
    public let pauseAt: Int?
    public let pauseMinutes: Int

    /// Describes one policy; see the properties.
    public init(
        windowHours: Int = 24, flagAt: Int? = nil, slowAt: Int? = nil, slowSeconds: Int = 30,
        pauseAt: Int? = nil, pauseMinutes: Int = 60
    ) {
        self.windowHours = min(max(windowHours, 1), Self.longestWindowHours)
        self.flagAt = flagAt
        self.slowAt = slowAt
        self.slowSeconds = slowSeconds
        self.pauseAt = pauseAt
        self.pauseMinutes = pauseMinutes
    }

    enum CodingKeys: String, CodingKey {
        case windowHours = "window_hours"
        case flagAt = "flag_at"
        case slowAt = "slow_at"
        case slowSeconds = "slow_seconds"
        case pauseAt = "pause_at"
        case pauseMinutes = "pause_minutes"
    }

    /// From when on refusals count.
    public func windowStart(at now: Timestamp) -> Timestamp {
        now + .seconds(-3600 * Int64(windowHours))
    }

    /// What `tally`, counted over the window, comes to. A pause begins with the refusal
    /// that reached the threshold, and anew with each one after it.
    public func measure(_ tally: StrikeTally, at now: Timestamp) -> StrikeMeasure {
        if reaches(pauseAt, tally), let last = tally.lastAt {
            let until = last + .seconds(60 * Int64(pauseMinutes))
            if now < until { return .paused(until: until) }
        }
        if reaches(slowAt, tally) { return .slowed(every: .seconds(Int64(slowSeconds))) }
        return reaches(flagAt, tally) ? .flagged : .none
    }

    private func reaches(_ threshold: Int?, _ tally: StrikeTally) -> Bool {
        threshold.map { tally.count >= $0 } ?? false
    }
}
