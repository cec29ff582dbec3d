import GateCore

extension QuotaPolicy.Window {
    /// The first instant of the window that `now` is in, in UTC.
    public func start(at now: Timestamp) -> Timestamp {
        switch self {
        case .day: now.startOfDay
        case .month: now.startOfMonth
        }
    }

    /// The first instant of the window after the one that `now` is in, in UTC.
    public func end(at now: Timestamp) -> Timestamp {
        switch self {
        case .day: now.startOfDay + .seconds(86_400)
        case .month: now.startOfNextMonth
        }
    }
}
