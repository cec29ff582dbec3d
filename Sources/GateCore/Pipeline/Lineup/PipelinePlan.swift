/// What `rules/pipeline.yaml` says, or what holds without one.
public struct PipelinePlan: Sendable {
    /// Judge prompts, in order.
    public let request: [StagePlan]
    /// Work on results, in order.
    public let result: [StagePlan]
}
