/// How far a task got towards Discord.
public enum TaskReach: String, Sendable, CaseIterable {
    /// No attempt to send it was begun.
    case unsent = "no"
    /// An attempt was begun whose outcome is not known.
    case unknown = "maybe"
    /// Discord took it.
    case sent = "yes"
}
