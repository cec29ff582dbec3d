import GateCore

/// An account that admins added, as it was found at the start.
public enum KeptAccount: Hashable, Sendable {
    case usable(AccountDraft)
    /// Sealed by another key than there is now, or changed by another hand.
    case shut(AccountID)
}
