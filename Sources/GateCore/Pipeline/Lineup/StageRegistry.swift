import Logging

/// Every kind of stage that `rules/pipeline.yaml` may name, and how to build it.
public struct StageRegistry: Sendable {
    /// The order that holds where the file does not name one: the rate limit first, so that
    /// every call counts; the quota last, so that nothing refused is reserved.
    public static let standardRequest: [StageKind] = [
        .rateLimit, .strikes, .length, .bannedWords, .quota,
    ]
    /// The result stages where the file names none.
    public static let standardResult: [StageKind] = [.bannedWords]

    let rewrite: [RewriterEntry]
    let request: [StageEntry]
    let result: [ResultStageEntry]
    let standardRequest: [StageKind]
    let standardResult: [StageKind]
    private let time: any Timekeeper
    private let log: Logger
    /// Counts what every stage says, over all revisions.
    public let tally: StageTally

    /// - Parameters:
    ///   - rewrite: the kinds that change prompts.
    ///   - request: the kinds that judge prompts.
    ///   - result: the kinds that work on results.
    ///   - standardRequest: the order where the file has no `request`.
    ///   - standardResult: the order where the file has no `result`.
    ///   - tally: counts what the stages say.
    ///   - time: measures stages and cuts them off.
    ///   - log: hears of stages that fail; never of prompts.
    public init(
        rewrite: [RewriterEntry] = [], request: [StageEntry], result: [ResultStageEntry],
        standardRequest: [StageKind] = StageRegistry.standardRequest,
        standardResult: [StageKind] = StageRegistry.standardResult,
        tally: StageTally = StageTally(), time: any Timekeeper, log: Logger
    ) {
        self.rewrite = rewrite
        self.request = request
        self.result = result
        self.standardRequest = standardRequest
        self.standardResult = standardResult
        self.tally = tally
        self.time = time
        self.log = log
    }

    /// Builds the stages that a file names.
    ///
    /// - Parameters:
    ///   - root: the file's one value; nil where there is no file.
    ///   - file: its name, for faults.
    ///   - before: the lineup in force; what did not change is taken from it.
    /// - Returns: the lineup, or all that is wrong with the file.
    public func lineup(
        from root: ConfigNode?, file: String, reusing before: StageLineup?
    ) -> Result<StageLineup, StageFaults> {
        let sheet = SettingFaults(file: file)
        let reader = PlanReader(self, sheet: sheet)
        let drafts = reader.drafts(root ?? ConfigNode(.mapping([])))
        let faults = sheet.faults
        guard faults.isEmpty else { return .failure(StageFaults(faults)) }
        return .success(build(drafts, before))
    }

    private func build(_ drafts: PlanReader.Drafts, _ before: StageLineup?) -> StageLineup {
        let plan = PipelinePlan(
            rewrite: drafts.rewrite.map(\.plan), request: drafts.request.map(\.plan),
            result: drafts.result.map(\.plan))
        let rewriters = Self.made(
            drafts.rewrite, before?.plan.rewrite ?? [], before?.keptRewriters ?? [:])
        let stages = Self.made(
            drafts.request, before?.plan.request ?? [], before?.stages ?? [:])
        let resultStages = Self.made(
            drafts.result, before?.plan.result ?? [], before?.resultStages ?? [:])
        let rewriterSlots = plan.rewrite.compactMap { plan in
            rewriters[plan.name].map { RewriterSlot($0, at: plan) }
        }
        let slots = plan.request.compactMap { plan in
            stages[plan.name].map { StageSlot($0, at: plan) }
        }
        let resultSlots = plan.result.compactMap { plan in
            resultStages[plan.name].map { ResultSlot($0, at: plan) }
        }
        return StageLineup(
            plan: plan,
            rewriters: Rewriters(rewriterSlots, tally: tally, time: time, log: log),
            request: Pipeline(slots, tally: tally, time: time, log: log),
            results: ResultStages(resultSlots, tally: tally, time: time, log: log),
            stages: stages, resultStages: resultStages, keptRewriters: rewriters)
    }

    /// The stages of the enabled places, kept from before where nothing changed.
    private static func made<Made>(
        _ drafts: [PlanReader.Draft<(@Sendable () -> Made)?>], _ before: [StagePlan],
        _ kept: [String: Made]
    ) -> [String: Made] {
        drafts.reduce(into: [:]) { made, draft in
            guard draft.plan.isEnabled else { return }
            let same = before.contains { $0.name == draft.plan.name && draft.plan.isMade(as: $0) }
            made[draft.plan.name] = (same ? kept[draft.plan.name] : nil) ?? draft.maker?()
        }
    }
}
