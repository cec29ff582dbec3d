import GRDB
import GateCore

extension SQLiteStore {
    /// What keeps new work from being kept; nil when nothing does. A store whose last write
    /// failed tries another one, so that it is found well without waiting for a caller.
    public func fault() async -> StoreFault? {
        if watch.fault == .failing { await probe() }
        return watch.fault
    }

    /// How many webhooks are not delivered. What waits for its receiver is no fault of the gateway's.
    public func webhookHealth() async -> PartHealth {
        do {
            let waiting = try await read { db in
                try Int64.fetchOne(
                    db,
                    sql: """
                        SELECT (SELECT COUNT(*) FROM notices WHERE state = 'pending')
                            + (SELECT COUNT(*) FROM notices WHERE state = 'waiting')
                        """)
            }
            return PartHealth("webhooks", .ok, detail: ["undelivered": .int(waiting ?? 0)])
        } catch {
            return PartHealth("webhooks", .degraded)
        }
    }

    /// Writes what is there already. How it went, `watch` hears from the write itself.
    private func probe() async {
        _ = try? await write { db in
            try db.execute(
                sql: "UPDATE tenants SET record = record WHERE id = ?",
                arguments: [Tenant.adminID.rawValue])
        }
    }
}
