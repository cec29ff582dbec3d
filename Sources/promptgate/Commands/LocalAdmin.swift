import GateCore

/// Whoever can write the local database: an admin without a key, noted as `local`.
enum LocalAdmin {
    /// The key that records name.
    static let key: KeyID = "local"

    /// Who commands act as.
    static func caller(at now: Timestamp) -> Caller {
        Caller(
            tenant: Tenant(id: Tenant.adminID, name: "Admin", createdAt: now), key: key,
            scope: .admin)
    }

    /// Writes what a command does into the audit log of `store`.
    static func journal(_ store: any AuditLog) -> some AdminJournal {
        AuditJournal(store, time: SystemTime(), random: SystemRandom())
    }
}
