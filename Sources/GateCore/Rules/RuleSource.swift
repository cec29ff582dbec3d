/// Gives the revision in force, and swaps it when the files change.
public protocol RuleSource: Sendable {
    /// The revision in force. Take it once for an exchange and keep it.
    func current() -> any RuleSet

    /// Whether disk and force agree.
    func status() -> RuleStatus

    /// Reads the files now; answers after the swap or the refusal.
    func reload() async -> RuleStatus
}
