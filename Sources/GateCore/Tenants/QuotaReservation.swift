/// The answer to a wish for quota.
public enum QuotaReservation: Hashable, Sendable {
    /// Reserved in every window; `remaining` are left after it where least are.
    case reserved(remaining: Int)
    /// A window has too few left; nothing was reserved in any.
    case spent(QuotaShortage)
}

/// The window that keeps an exchange out for longest.
public struct QuotaShortage: Hashable, Sendable {
    /// What was wanted of it.
    public let charge: QuotaWish.Charge
    /// When the wish would be granted, if nobody else used anything until then; never
    /// sooner. A wish for more than the whole limit is not granted then either.
    public let freeAt: Timestamp

    /// Describes one shortage; see the properties.
    public init(charge: QuotaWish.Charge, freeAt: Timestamp) {
        self.charge = charge
        self.freeAt = freeAt
    }
}
