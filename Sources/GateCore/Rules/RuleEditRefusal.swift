/// Why the rule files are not changed. They are as they were.
public enum RuleEditRefusal: Error, Hashable, Sendable {
    /// The rules would not take effect with it, or do not without it.
    case faults([RuleFault])
    /// There is no place for it; in words for the admin.
    case impossible(String)
    /// The file or its directory may not be written; in words for the admin.
    case unwritable(String)
    /// The disk failed.
    case storage(String)
    /// A revision was put back in force, and the files wait.
    case pinned(String)

    /// What the admin is told.
    public var problem: Problem {
        switch self {
        case .faults(let faults):
            Problem(
                .conflict, "The rules would be refused: \(faults.first?.description ?? "")",
                fields: faults.prefix(100).map { FieldFault("rules", $0.description) })
        case .impossible(let why), .unwritable(let why): Problem(.conflict, why)
        case .storage(let why):
            Problem(
                .couldNotJudge, "The rule files could not be written: \(why)",
                retryAfter: .seconds(1))
        case .pinned(let revision):
            Problem(
                .conflict,
                "The rules are pinned to revision \(revision); reload them before you change them.")
        }
    }
}
