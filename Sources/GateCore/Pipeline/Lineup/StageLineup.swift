/// The stages of one revision. Taken together with the rules once for an exchange, so
/// that no exchange sees two versions of either.
public struct StageLineup: Sendable {
    /// What it was built from.
    public let plan: PipelinePlan
    /// Judges prompts.
    public let request: Pipeline
    /// Works on results.
    public let results: ResultStages
    /// The stages by their names, so that the next revision keeps those that it changes
    /// nothing of: a circuit breaker must not forget that it is open.
    let stages: [String: any Stage]
    let resultStages: [String: any ResultStage]

    /// A lineup of stages that no file names.
    /// - Parameters:
    ///   - request: judges prompts.
    ///   - results: works on results.
    public init(request: Pipeline, results: ResultStages) {
        self.init(
            plan: PipelinePlan(request: [], result: []), request: request, results: results,
            stages: [:], resultStages: [:])
    }

    init(
        plan: PipelinePlan, request: Pipeline, results: ResultStages,
        stages: [String: any Stage], resultStages: [String: any ResultStage]
    ) {
        self.plan = plan
        self.request = request
        self.results = results
        self.stages = stages
        self.resultStages = resultStages
    }

    /// The request stage at the place of that name; nil when it is off, or there is none.
    public func stage(named name: String) -> (any Stage)? { stages[name] }

    /// The result stage at the place of that name; nil when it is off, or there is none.
    public func resultStage(named name: String) -> (any ResultStage)? { resultStages[name] }
}
