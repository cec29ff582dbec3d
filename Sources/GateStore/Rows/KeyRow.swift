import Crypto
import Foundation
import GRDB
import GateCore

/// A key as its row has it: never its secret, only the secret's SHA-256.
struct KeyRow: Sendable {
    private let key: APIKey
    private let digest: Data
    private let json: String

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ key: APIKey, secret: String) throws {
        self.key = key
        digest = Data(Digest.sha256(secret))
        json = try StoredJSON.text(of: key)
    }

    /// The key of a row that has the column `record`.
    static func key(_ row: Row) throws -> APIKey {
        try StoredJSON.value(APIKey.self, from: row["record"])
    }

    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO api_keys (id, tenant, scope, digest, record)
                VALUES (:id, :tenant, :scope, :digest, :record)
                """)
        try statement.execute(arguments: values)
    }

    /// Inserts, or replaces the key of that id unless it has this very secret.
    func upsert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO api_keys (id, tenant, scope, digest, record)
                VALUES (:id, :tenant, :scope, :digest, :record)
                ON CONFLICT (id) DO UPDATE SET tenant = excluded.tenant, scope = excluded.scope,
                    digest = excluded.digest, record = excluded.record
                WHERE digest <> excluded.digest OR scope <> excluded.scope
                """)
        try statement.execute(arguments: values)
    }

    private var values: StatementArguments {
        [
            "id": key.id.rawValue, "tenant": key.tenant?.rawValue, "scope": key.scope.rawValue,
            "digest": digest, "record": json,
        ]
    }
}
