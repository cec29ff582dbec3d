import GRDB
import GateCore

extension AuditSealer {
    /// The key that a database's records were chained with last; nil when it has none yet.
    static func adopted(_ db: Database) throws -> String? {
        guard try db.tableExists("audit_chain") else { return nil }
        return try String.fetchOne(db, sql: "SELECT key FROM audit_chain")
    }

    /// Takes note of the current key.
    /// - Throws: `StoreError.unavailable`, when the records so far were chained with a key
    ///   that is not among these: going on would break the chain.
    func adopt(_ db: Database) throws {
        let fingerprint = keys.current.fingerprint
        let known = try Self.adopted(db)
        guard known != fingerprint else { return }
        if let known, !keys.keys.contains(where: { $0.fingerprint == known }) {
            throw StoreError(
                .unavailable,
                "the audit log is chained with key \(known), which is not among the keys given "
                    + "(the newest is \(fingerprint)): put it back, before the new one "
                    + "(PROMPTGATE_AUDIT_KEY_FILE; see docs/audit.md, Keys)")
        }
        try db.execute(sql: "UPDATE audit_chain SET key = ?", arguments: [fingerprint])
    }
}
