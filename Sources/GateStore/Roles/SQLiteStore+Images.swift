import GRDB
import GateCore

extension SQLiteStore: ImageStore {
    public func addImage(_ image: ArchivedImage) async throws {
        let json = try StoredJSON.text(of: image)
        try await write { db in
            try db.cachedStatement(
                sql:
                    "INSERT INTO images (id, tenant, task, expires_at, record) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                image.id.rawValue, image.tenant.rawValue, image.task.rawValue,
                image.expiresAt?.milliseconds, json,
            ])
        }
    }

    public func image(_ id: ImageID, tenant: TenantID) async throws -> ArchivedImage? {
        try await images("WHERE id = ? AND tenant = ?", [id.rawValue, tenant.rawValue]).first
    }

    public func images(of task: TaskID) async throws -> [ArchivedImage] {
        try await images("WHERE task = ? ORDER BY sequence", [task.rawValue])
    }

    public func expiredImages(at now: Timestamp, limit: Int) async throws -> [ArchivedImage] {
        try await images(
            "WHERE expires_at <= ? ORDER BY expires_at, sequence LIMIT ?",
            [now.milliseconds, max(0, limit)])
    }

    public func knownImages(among ids: [ImageID]) async throws -> Set<ImageID> {
        let names = try StoredJSON.text(of: ids)
        return try await read { db in
            let known = try String.fetchAll(
                db, sql: "SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?))",
                arguments: [names])
            return Set(known.map { ImageID($0) })
        }
    }

    public func removeImages(_ ids: [ImageID]) async throws {
        let names = try StoredJSON.text(of: ids)
        try await write { db in
            try db.cachedStatement(
                sql: "DELETE FROM images WHERE id IN (SELECT value FROM json_each(?))"
            ).execute(arguments: [names])
        }
    }

    private func images(
        _ condition: String, _ arguments: StatementArguments
    ) async throws -> [ArchivedImage] {
        try await read { db in
            try String.fetchAll(
                db.cachedStatement(sql: "SELECT record FROM images " + condition),
                arguments: arguments
            ).map { try StoredJSON.value(ArchivedImage.self, from: $0) }
        }
    }
}
