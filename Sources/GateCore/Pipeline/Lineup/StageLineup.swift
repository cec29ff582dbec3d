/// The stages of one revision. Taken together with the rules once for an exchange, so
/// that no exchange sees two versions of either.
public struct StageLineup: Sendable {
    /// What it was built from.
    public let plan: PipelinePlan
    /// Change prompts before they are judged.
    public let rewriters: Rewriters
    /// Judges prompts.
    public let request: Pipeline
    /// Works on results.
    public let results: ResultStages
    /// The stages by their names, so that the next revision keeps those that it changes
    /// nothing of: a circuit breaker must not forget that it is open.
    let stages: [String: any Stage]
    let resultStages: [String: any ResultStage]
    let keptRewriters: [String: any Rewriter]

    /// A lineup of stages that no file names.
    /// - Parameters:
    ///   - rewriters: change prompts before they are judged.
    ///   - request: judges prompts.
    ///   - results: works on results.
    public init(rewriters: Rewriters, request: Pipeline, results: ResultStages) {
        self.init(
            plan: PipelinePlan(rewrite: [], request: [], result: []), rewriters: rewriters,
            request: request, results: results, stages: [:], resultStages: [:],
            keptRewriters: [:])
    }

    init(
        plan: PipelinePlan, rewriters: Rewriters, request: Pipeline, results: ResultStages,
        stages: [String: any Stage], resultStages: [String: any ResultStage],
        keptRewriters: [String: any Rewriter]
    ) {
        self.plan = plan
        self.rewriters = rewriters
        self.request = request
        self.results = results
        self.stages = stages
        self.resultStages = resultStages
        self.keptRewriters = keptRewriters
    }

    /// The request stage at the place of that name; nil when it is off, or there is none.
    public func stage(named name: String) -> (any Stage)? { stages[name] }

    /// The result stage at the place of that name; nil when it is off, or there is none.
    public func resultStage(named name: String) -> (any ResultStage)? { resultStages[name] }
}
