/// What becomes of a prompt when a rule cannot be decided within its limits.
enum UndecidedPolicy: String, Sendable, Hashable, CaseIterable {
    /// It is refused as one that could not be judged.
    case deny
    /// The rule counts as not matching.
    case pass
}
