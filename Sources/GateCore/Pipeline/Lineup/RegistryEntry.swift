/// One kind of stage in the registry: this is the line that adds a stage.
public struct RegistryEntry<Made>: Sendable {
    public let kind: StageKind
    /// How long a stage of this kind may take, unless the file says otherwise.
    let timeout: Duration
    let read: @Sendable (SettingFields) -> Maker

    /// Builds the stage; nil where files are only checked.
    typealias Maker = (@Sendable () -> Made)?

    /// - Parameters:
    ///   - kind: the name in `rules/pipeline.yaml`.
    ///   - settings: the type that reads the kind's own keys.
    ///   - timeout: how long it may take, unless the file says otherwise.
    ///   - make: builds a stage from them; nil where files are only checked, and nothing is
    ///     there to build stages with.
    public init<Settings: StageSettings>(
        _ kind: StageKind, _ settings: Settings.Type = Settings.self,
        timeout: Duration = .seconds(2), make: (@Sendable (Settings) -> Made)?
    ) {
        self.kind = kind
        self.timeout = timeout
        read = { (fields: SettingFields) -> Maker in
            let settings = Settings(fields)
            guard let make else { return nil }
            return { @Sendable () -> Made in make(settings) }
        }
    }
}

/// A kind of request stage.
public typealias StageEntry = RegistryEntry<any Stage>

/// A kind of rewriter.
public typealias RewriterEntry = RegistryEntry<any Rewriter>

/// A kind of result stage.
public typealias ResultStageEntry = RegistryEntry<any ResultStage>
