/// Whether a rule's matches count.
public enum RuleMode: String, Sendable, Codable, CaseIterable {
    /// They decide.
    case enforce
    /// They are recorded, and decide nothing: how a rule is tried on live traffic.
    case shadow
}
