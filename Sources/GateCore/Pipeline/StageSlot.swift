/// A stage at its place in the pipeline, with the settings that every stage has.
public struct StageSlot: Sendable {
    /// Whether a verdict counts, or is only recorded.
    public enum Mode: String, Sendable, Codable { case enforce, shadow }

    /// What a throw or an overrun means.
    public enum FailureMode: String, Sendable, Codable { case deny, pass }

    /// The name of this place; the kind's, unless two stages of one kind stand in a pipeline.
    public let name: String
    public let stage: any Stage
    public let mode: Mode
    /// How long `decide` may take.
    public let timeout: Duration
    public let onError: FailureMode

    /// Describes one place; see the properties.
    public init(
        _ stage: any Stage, name: String? = nil, mode: Mode = .enforce,
        timeout: Duration = .seconds(2), onError: FailureMode = .deny
    ) {
        self.stage = stage
        self.name = name ?? type(of: stage).kind.rawValue
        self.mode = mode
        self.timeout = timeout
        self.onError = onError
    }

    init(_ stage: any Stage, at plan: StagePlan) {
        self.init(
            stage, name: plan.name, mode: plan.mode, timeout: plan.timeout, onError: plan.onError)
    }
}
