/// What a term of a rule set is there for.
enum TermOwner: Hashable {
    /// A find is a match of this rule.
    case rule(Int)
    /// A find excuses matches of this rule inside it.
    case exceptionOfRule(Int)
    /// A find excuses matches of this layer's rules inside it.
    case exceptionOfLayer(Int)
}
