import GRDB
import GateCore

extension SQLiteStore {
    /// What keeps new work from being kept; nil when nothing does. A store whose last write
    /// failed tries another one, so that it is found well without waiting for a caller.
    public func fault() async -> StoreFault? {
        if watch.fault == .failing { await probe() }
        return watch.fault
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
