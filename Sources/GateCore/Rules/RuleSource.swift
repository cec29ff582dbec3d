/// Gives the revision in force, and swaps it when the files change.
public protocol RuleSource: Sendable {
    /// The rules and stages in force. Take them once for an exchange and keep them.
    func inForce() -> ActiveRules

    /// Whether disk and force agree.
    func status() -> RuleStatus

    /// Reads the files now; answers after the swap or the refusal. Takes back a rollback.
    func reload() async -> RuleStatus

    /// The revisions that can be put back in force, newest first.
    func revisions() async -> [RuleRevision]

    /// What is different in `new`, rule by rule.
    func diff(from old: RuleVersion, to new: RuleVersion) async throws(RuleRefusal) -> RuleDiff

    /// Puts a kept revision in force and pins it: until the next `reload()`, over restarts
    /// too, what changes on disk is noted only.
    func rollback(to revision: String) async throws(RuleRefusal) -> RuleStatus

    /// What a candidate would change, had it been in force when these texts came.
    func simulate(
        _ candidate: RuleCandidate, on texts: [RecordedText]
    ) async throws(RuleRefusal) -> RuleSimulation
}

extension RuleSource {
    /// The rules in force.
    public func current() -> any RuleSet { inForce().rules }

    /// Works on a result by the rules and stages in force.
    public func process(_ result: TaskResult, of task: TaskRecord) async -> TaskResult {
        let active = inForce()
        return await active.stages.results.process(
            result, of: ResultExchange(task: task, rules: active.rules))
    }
}
