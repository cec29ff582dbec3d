/// What a term of a revision is there for.
enum TermOwner: Hashable {
    /// A find is a match of this rule.
    case rule(Int)
    /// A find excuses matches of this rule inside it.
    case exceptionOfRule(Int)
    /// A find excuses matches of the rules of this list inside it.
    case exceptionOfList(Int)
    /// A find excuses, for this tenant, matches of any rule inside it.
    case allowance(Int)
}
