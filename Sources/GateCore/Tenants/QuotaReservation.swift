/// The answer to a wish for quota.
public enum QuotaReservation: Hashable, Sendable {
    /// Reserved; `remaining` are left after it.
    case reserved(remaining: Int)
    /// None is left; nothing was reserved.
    case spent
}
