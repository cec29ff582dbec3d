import Foundation
import GRDB
import GateCore

extension SQLiteStore: TenantStore {
    /// The tenant that admin keys act as.
    func seed(_ random: any RandomSource) throws {
        let tenant = Tenant(
            id: Tenant.adminID, name: "Default", createdAt: Timestamp(milliseconds: 0))
        let record = try encoded(tenant)
        try pool.write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO tenants (id, webhook_secret, record) VALUES (?, ?, ?)",
                arguments: [tenant.id.rawValue, FreshSecret.webhook(random), record])
        }
    }

    public func addTenant(_ tenant: Tenant, webhookSecret: String) async throws {
        let record = try encoded(tenant)
        try await write { database in
            try database.execute(
                sql: "INSERT INTO tenants (id, webhook_secret, record) VALUES (?, ?, ?)",
                arguments: [tenant.id.rawValue, webhookSecret, record])
        }
    }

    public func updateTenant(_ tenant: Tenant) async throws {
        let record = try encoded(tenant)
        try await write { database in
            try database.execute(
                sql: "UPDATE tenants SET record = ? WHERE id = ?",
                arguments: [record, tenant.id.rawValue])
            guard database.changesCount == 1 else {
                throw StoreError(.notFound, "no tenant \(tenant.id)")
            }
        }
    }

    public func tenant(_ id: TenantID) async throws -> Tenant? {
        try await read { [self] database in try tenant(id, database) }
    }

    private func tenant(_ id: TenantID, _ database: Database) throws -> Tenant? {
        try String.fetchOne(
            database, sql: "SELECT record FROM tenants WHERE id = ?", arguments: [id.rawValue]
        ).map { try decoded(Tenant.self, $0) }
    }

    public func tenants() async throws -> [Tenant] {
        try await read { [self] database in
            try String.fetchAll(database, sql: "SELECT record FROM tenants ORDER BY sequence")
                .map { try decoded(Tenant.self, $0) }
        }
    }

    public func webhookSecret(of id: TenantID) async throws -> String? {
        try await read { database in
            try String.fetchOne(
                database, sql: "SELECT webhook_secret FROM tenants WHERE id = ?",
                arguments: [id.rawValue])
        }
    }

    public func addKey(_ key: APIKey, secret: String) async throws {
        let record = try encoded(key)
        try await write { database in
            try database.execute(
                sql: "INSERT INTO keys (id, tenant, scope, digest, record) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    key.id.rawValue, key.tenant?.rawValue, key.scope.rawValue,
                    Digest.sha256(secret), record,
                ])
        }
    }

    public func setBootstrapKey(secret: String, at: Timestamp) async throws {
        let key = APIKey(id: "admin", tenant: nil, scope: .admin, name: "bootstrap", createdAt: at)
        let record = try encoded(key)
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO keys (id, tenant, scope, digest, record) VALUES (?, NULL, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET digest = excluded.digest
                    """,
                arguments: [key.id.rawValue, key.scope.rawValue, Digest.sha256(secret), record])
        }
    }

    public func keys(of tenant: TenantID) async throws -> [APIKey] {
        try await read { [self] database in
            try String.fetchAll(
                database, sql: "SELECT record FROM keys WHERE tenant = ? ORDER BY sequence",
                arguments: [tenant.rawValue]
            ).map { try decoded(APIKey.self, $0) }
        }
    }

    public func adminKeyCount() async throws -> Int {
        try await read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM keys WHERE scope = 'admin'") ?? 0
        }
    }

    public func removeKey(_ id: KeyID, of tenant: TenantID) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM keys WHERE id = ? AND tenant = ?",
                arguments: [id.rawValue, tenant.rawValue])
            guard database.changesCount == 1 else { throw StoreError(.notFound, "no key \(id)") }
        }
    }

    public func caller(withSecret secret: String) async throws -> Caller? {
        let digest = Digest.sha256(secret)
        return try await read { [self] database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT digest, record FROM keys WHERE digest = ?",
                    arguments: [digest]),
                Digest.equal(row["digest"], digest)
            else { return nil }
            let key = try decoded(APIKey.self, row["record"])
            return try tenant(key.tenant ?? Tenant.adminID, database).map {
                Caller(tenant: $0, key: key.id, scope: key.scope)
            }
        }
    }
}
