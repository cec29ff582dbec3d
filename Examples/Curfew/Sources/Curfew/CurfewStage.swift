import GateCore

/// Refuses triggers between two hours of the day, in UTC. Texts that are only judged pass.
public struct CurfewStage: Stage {
    public static let kind: StageKind = "curfew"

    /// `from` and `to`, hours of the day, and optionally the `message` for refused callers.
    public struct Settings: StageSettings {
        /// The first hour that is refused, 0 to 23.
        public let from: Int
        /// The first hour that is let through again, 0 to 23; before `from`, of the next day.
        public let to: Int
        public let message: String

        public init(_ fields: SettingFields) {
            fields.require("from", "Write the first hour that is refused, 0 to 23.")
            fields.require("to", "Write the first hour that is let through again, 0 to 23.")
            from = fields.integer("from", in: 0...23) ?? 0
            to = fields.integer("to", in: 0...23) ?? 0
            message = fields.text("message") ?? "Closed from \(from) to \(to) o'clock UTC."
            if fields.keys.contains("from"), from == to {
                fields.refuse("to", "\"to\" is the hour of \"from\".", "Write another hour.")
            }
        }

        /// Whether that hour of the day is refused.
        func covers(_ hour: Int) -> Bool {
            from < to ? (from..<to).contains(hour) : hour >= from || hour < to
        }
    }

    private let settings: Settings
    private let time: any Timekeeper

    /// - Parameters:
    ///   - settings: when it refuses.
    ///   - time: its wall clock tells the hour.
    public init(_ settings: Settings, time: any Timekeeper) {
        self.settings = settings
        self.time = time
    }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard exchange.surface == .trigger else { return .pass }
        let hours = time.wall().milliseconds / 3_600_000
        guard settings.covers(Int(hours % 24)) else { return .pass }
        return .deny(Reason(.notAllowed, settings.message))
    }
}
