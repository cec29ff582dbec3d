/// A result stage at its place, with the settings that every stage has.
public struct ResultSlot: Sendable {
    public let name: String
    public let stage: any ResultStage
    public let mode: StageSlot.Mode
    /// How long the stage may take for one result.
    public let timeout: Duration
    /// `pass` leaves the result as it was; `deny` withholds its texts.
    public let onError: StageSlot.FailureMode

    /// Describes one place; see the properties.
    public init(
        _ stage: any ResultStage, name: String? = nil, mode: StageSlot.Mode = .enforce,
        timeout: Duration = .seconds(2), onError: StageSlot.FailureMode = .pass
    ) {
        self.stage = stage
        self.name = name ?? type(of: stage).kind.rawValue
        self.mode = mode
        self.timeout = timeout
        self.onError = onError
    }

    init(_ stage: any ResultStage, at plan: StagePlan) {
        self.init(
            stage, name: plan.name, mode: plan.mode, timeout: plan.timeout, onError: plan.onError)
    }
}
