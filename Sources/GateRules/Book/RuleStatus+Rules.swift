import GateCore

extension RuleStatus {
    /// The status of rules in force, next to what is on disk.
    ///
    /// - Parameters:
    ///   - rules: those in force.
    ///   - source: the revision on disk.
    ///   - faults: why it was refused, if it was.
    ///   - before: the status so far: a state that goes on keeps its beginning.
    ///   - now: when a new state begins.
    ///   - isPinned: whether an operator put `rules` in force.
    init(
        of rules: any RuleSet, _ source: String, _ faults: [RuleFault],
        after before: RuleStatus? = nil, at now: Timestamp, isPinned: Bool = false
    ) {
        let isSynced = faults.isEmpty && source == rules.revision
        let state: State = isSynced ? .synced : .degraded
        self.init(
            state: state, active: rules.revision, source: source, rules: rules.ruleCount,
            rejected: faults, since: before?.state == state ? before?.since ?? now : now,
            isPinned: isPinned)
    }
}
