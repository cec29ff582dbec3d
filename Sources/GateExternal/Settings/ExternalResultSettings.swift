import GateCore

/// The settings of the result stage `external`.
public struct ExternalResultSettings: StageSettings {
    /// What becomes of a text that was hit.
    enum Action: String, CaseIterable {
        /// Covered: the places that the service names, or all of it.
        case cover
        /// Left out.
        case drop
    }

    var service: ServiceSettings
    var action: Action

    /// Describes the settings; see the properties.
    init(_ service: ServiceSettings, action: Action = .cover) {
        self.service = service
        self.action = action
    }

    public init(_ fields: SettingFields) {
        service = ServiceSettings(fields)
        action = fields.choice("action", of: Action.allCases) ?? .cover
    }
}
