import GateCore

/// Where a task goes, or why it goes nowhere.
public enum AccountChoice: Hashable, Sendable {
    /// To this account.
    case account(AccountID)
    /// Every account that may take it has as many tasks as it may have: later there is room.
    case full
    /// Every account that may take it is parked; the reasons are in the order of the names.
    case parked([String])
    /// No account that may take it is left: the owner was removed, or nobody takes new work.
    case none
}
