import GateCore

extension StrikeStanding {
    /// The end user as admins are shown it.
    var json: OrderedJSON {
        var until: Timestamp?
        if case .paused(let end) = measure { until = end }
        return [
            "tenant": .text(user.tenant.rawValue), "end_user": .text(user.name),
            "strikes": .number(tally.count), "last_at": .time(tally.lastAt),
            "measure": .text(measure.name), "paused_until": .time(until),
        ]
    }
}
