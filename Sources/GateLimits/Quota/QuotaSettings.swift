import GateCore

/// The settings of the quota stage.
public struct QuotaSettings: StageSettings {
    /// How long a reservation holds that nobody ends and that became no task.
    public let lease: Duration

    /// - Parameter lease: five minutes unless given.
    public init(lease: Duration = .seconds(300)) { self.lease = lease }

    public init(_ fields: SettingFields) {
        let given = fields.duration("lease", in: .seconds(10)...(.seconds(86_400)))
        self.init(lease: given ?? .seconds(300))
    }
}
