/// Why a rule source does not do what it was asked.
public enum RuleRefusal: Error, Hashable, Sendable {
    /// No revision of that name is kept.
    case unknownRevision(String)
    /// The rules that were named cannot take effect.
    case faults([RuleFault])
    /// The disk refused.
    case storage(String)
}
