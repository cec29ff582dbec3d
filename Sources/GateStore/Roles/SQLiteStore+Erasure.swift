import GRDB
import GateCore

/// Erasing goes in steps, each a transaction of its own, so that writers wait for none of
/// them; what is to be erased is looked for on a reader.
extension SQLiteStore {
    /// Records of one step.
    private static let erasureStep = 200

    public func eraseTexts(
        tenant: TenantID, endUser: String?, before: Timestamp?
    ) async throws -> Int {
        var conditions = Conditions()
        conditions.add("sequence IN (SELECT sequence FROM audit_texts)")
        conditions.add("tenant = ?", tenant.rawValue)
        conditions.add("kind <> ?", AuditRecord.adminKind)
        if let endUser { conditions.add("end_user = ?", endUser) }
        if let before { conditions.add("at < ?", before.milliseconds) }
        return try await erase(.texts, conditions)
    }

    public func eraseRecords(tenant: TenantID, before: Timestamp) async throws -> Int {
        var conditions = Conditions()
        conditions.add("tenant = ?", tenant.rawValue)
        conditions.add("kind <> ?", AuditRecord.adminKind)
        conditions.add("at < ?", before.milliseconds)
        return try await erase(.records, conditions)
    }

    private func erase(_ part: ErasureOrder.Part, _ conditions: Conditions) async throws -> Int {
        let erasure = AuditErasure(part: part, sealer: sealer)
        var count = 0
        var last: Int64 = 0
        while true {
            var next = conditions
            next.add("sequence > ?", last)
            let found = try await read { [next] db in
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT sequence FROM audit \(next.clause)
                        ORDER BY sequence LIMIT \(Self.erasureStep)
                        """, arguments: next.arguments)
            }
            guard let end = found.last else { break }
            try await write { db in try erasure.perform(found, db) }
            count += found.count
            last = end
        }
        if count > 0 { try await forgetJournal() }
        return count
    }

    /// Moves the write-ahead log into the database and empties it, unless a reader needs it:
    /// what was erased stands in it still.
    func forgetJournal() async throws {
        do {
            try await database.writeWithoutTransaction { db in
                let (all, moved) = try db.checkpoint(.passive)
                if all == moved { _ = try db.checkpoint(.truncate) }
            }
        } catch {
            throw StoreError.translated(error)
        }
    }
}
