import GateCore

extension StrikePolicy {
    /// The settings as admins are shown them, defaults included.
    var json: OrderedJSON {
        [
            "window_hours": .number(windowHours), "flag_at": .number(flagAt),
            "slow_at": .number(slowAt), "slow_seconds": .number(slowSeconds),
            "pause_at": .number(pauseAt), "pause_minutes": .number(pauseMinutes),
        ]
    }
}
