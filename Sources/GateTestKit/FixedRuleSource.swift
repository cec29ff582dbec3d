import GateCore
import Logging

/// A rule source whose revision never changes, and which keeps no other.
public struct FixedRuleSource: RuleSource {
    private let rules: any RuleSet
    private let stages: StageLineup
    private let shown: RuleStatus

    /// - Parameters:
    ///   - rules: the revision in force.
    ///   - rewriters: what changes prompts before; nothing unless given.
    ///   - stages: what judges; nothing unless given.
    ///   - lineup: all stages, in the place of `stages`.
    ///   - status: what is told of it; in step with the disk unless given.
    public init(
        _ rules: any RuleSet, rewriters: [RewriterSlot] = [], stages: [StageSlot] = [],
        lineup: StageLineup? = nil,
        status: RuleStatus? = nil,
        time: any Timekeeper = ManualTime()
    ) {
        self.rules = rules
        let log = Logger.silent
        self.stages =
            lineup
            ?? StageLineup(
                rewriters: Rewriters(rewriters, time: time, log: log),
                request: Pipeline(stages, time: time, log: log),
                results: ResultStages([], time: time, log: log))
        shown =
            status
            ?? RuleStatus(
                state: .synced, active: rules.revision, source: rules.revision,
                rules: rules.ruleCount, rejected: [], since: Timestamp(milliseconds: 0))
    }

    public func inForce() -> ActiveRules { ActiveRules(rules: rules, stages: stages) }

    public func status() -> RuleStatus { shown }

    public func reload() async -> RuleStatus { shown }

    public func revisions() async -> [RuleRevision] {
        [
            RuleRevision(
                revision: rules.revision, at: shown.since, rules: rules.ruleCount, isActive: true)
        ]
    }

    public func diff(
        from old: RuleVersion, to new: RuleVersion
    ) async throws(RuleRefusal) -> RuleDiff {
        for case .revision(let name) in [old, new] { try check(name) }
        return RuleDiff(
            from: rules.revision, to: rules.revision, added: [], removed: [], changed: [])
    }

    public func rollback(to revision: String) async throws(RuleRefusal) -> RuleStatus {
        try check(revision)
        return shown
    }

    public func simulate(
        _ candidate: RuleCandidate, on texts: [RecordedText]
    ) async throws(RuleRefusal) -> RuleSimulation {
        RuleSimulation(
            active: rules.revision, candidate: rules.revision, judged: texts.count, stricter: 0,
            milder: 0, changedCount: 0, changed: [])
    }

    private func check(_ revision: String) throws(RuleRefusal) {
        guard revision == rules.revision else { throw .unknownRevision(revision) }
    }
}
