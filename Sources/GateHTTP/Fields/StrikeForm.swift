import GateCore

/// Reads what a tenant settles about strikes.
enum StrikeForm {
    /// What `fields` settle; what is left out has its default.
    static func policy(_ fields: inout FieldReader) -> StrikePolicy? {
        let hours = fields.integer("window_hours", in: 1...StrikePolicy.longestWindowHours)
        let thresholds = 1...StrikePolicy.highestThreshold
        let flagAt = fields.integer("flag_at", in: thresholds)
        let slowAt = fields.integer("slow_at", in: thresholds)
        let slowSeconds = fields.integer("slow_seconds", in: 1...86_400)
        let pauseAt = fields.integer("pause_at", in: thresholds)
        let pauseMinutes = fields.integer("pause_minutes", in: 1...44_640)
        return StrikePolicy(
            windowHours: hours ?? 24, flagAt: flagAt, slowAt: slowAt,
            slowSeconds: slowSeconds ?? 30, pauseAt: pauseAt, pauseMinutes: pauseMinutes ?? 60)
    }
}
