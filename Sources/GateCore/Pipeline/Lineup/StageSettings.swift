/// The settings of one kind of stage, as `rules/pipeline.yaml` gives them.
public protocol StageSettings: Sendable, Hashable {
    /// Reads the kind's own keys. What is wrong is told to `fields`, and a default taken:
    /// then the file as a whole does not take effect.
    init(_ fields: SettingFields)
}

/// The settings of a kind that has none of its own.
public struct NoSettings: StageSettings {
    /// Reads nothing.
    public init(_ fields: SettingFields) {}
}
