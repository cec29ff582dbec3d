/// What `rules/pipeline.yaml` says, or what holds without one.
public struct PipelinePlan: Sendable {
    /// Change prompts before they are judged, in order.
    public let rewrite: [StagePlan]
    /// Judge prompts, in order.
    public let request: [StagePlan]
    /// Work on results, in order.
    public let result: [StagePlan]
}
