import GateCore

/// The settings of the request stage `external`.
public struct ExternalSettings: StageSettings {
    /// What a hit means.
    enum Action: String, CaseIterable {
        case block, review, flag

        /// The same as an action of a rule.
        var asRule: RuleAction {
            switch self {
            case .block: .block
            case .review: .review
            case .flag: .flag
            }
        }
    }

    var service: ServiceSettings
    /// Nil for what the service itself says, or `block` where it says nothing.
    var action: Action?

    /// Describes the settings; see the properties.
    init(_ service: ServiceSettings, action: Action? = nil) {
        self.service = service
        self.action = action
    }

    public init(_ fields: SettingFields) {
        service = ServiceSettings(fields)
        action = fields.choice("action", of: Action.allCases)
    }
}
