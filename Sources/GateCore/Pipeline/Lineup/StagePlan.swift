/// One item of `rules/pipeline.yaml`: what stands at a place of the pipeline.
public struct StagePlan: Sendable {
    /// The name in audit records, metrics and errors; the kind's, unless given.
    public let name: String
    public let kind: StageKind
    public let isEnabled: Bool
    public let mode: StageSlot.Mode
    /// How long the stage may take for one exchange.
    public let timeout: Duration
    public let onError: StageSlot.FailureMode
    /// The kind's own keys.
    public let settings: ConfigNode

    /// Whether a stage built for `other` does for this one: what it is made of is the same.
    func isMade(as other: StagePlan) -> Bool {
        name == other.name && kind == other.kind && settings.says(other.settings)
    }
}
