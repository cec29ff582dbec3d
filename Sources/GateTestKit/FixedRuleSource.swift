import GateCore

/// A rule source whose revision never changes.
public struct FixedRuleSource: RuleSource {
    private let rules: any RuleSet

    /// - Parameter rules: the revision in force.
    public init(_ rules: any RuleSet) { self.rules = rules }

    public func current() -> any RuleSet { rules }

    public func status() -> RuleStatus {
        RuleStatus(
            state: .synced, active: rules.revision, source: rules.revision,
            rules: rules.ruleCount, rejected: [], since: Timestamp(milliseconds: 0))
    }

    public func reload() async -> RuleStatus { status() }
}
