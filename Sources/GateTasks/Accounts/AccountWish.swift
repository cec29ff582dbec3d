import GateCore

/// Which accounts may take a task.
public enum AccountWish: Hashable, Sendable {
    /// New work that any account may do.
    case any
    /// New work of a tenant that is pinned to these accounts. None is none: an empty list
    /// never means "any".
    case pinned([AccountID])
    /// A follow-up: only the account whose message it presses can do it, whatever the tenant
    /// is pinned to by now.
    case owner(AccountID)
}
