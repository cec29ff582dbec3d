/// Which rules are meant.
public enum RuleVersion: Hashable, Sendable {
    /// Those in force.
    case active
    /// The files as they are now.
    case disk
    /// A kept revision, by its name.
    case revision(String)

    /// `active`, `disk`, or a revision's name.
    public init(_ text: String) {
        switch text {
        case "active": self = .active
        case "disk": self = .disk
        default: self = .revision(text)
        }
    }
}
