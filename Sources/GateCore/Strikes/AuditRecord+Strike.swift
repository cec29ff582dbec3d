extension AuditRecord {
    /// Whose refusal this is a record of; nil when it is none, or nobody's. What could not
    /// be judged, was only paced, or was found by a stage in shadow is no refusal.
    public var strike: EndUser? {
        guard outcome == .blocked, let endUser else { return nil }
        return EndUser(endUser, of: tenant)
    }
}
