import Crypto
import Foundation
import GRDB
import GateCore

extension SQLiteStore: TenantStore {
    public func addTenant(_ tenant: Tenant, webhookSecret: String) async throws {
        let json = try StoredJSON.text(of: tenant)
        try await change { db in
            try db.execute(
                sql: "INSERT INTO tenants (id, webhook_secret, record) VALUES (?, ?, ?)",
                arguments: [tenant.id.rawValue, webhookSecret, json])
        }
    }

    public func updateTenant(_ tenant: Tenant) async throws {
        let json = try StoredJSON.text(of: tenant)
        try await change { db in
            try db.execute(
                sql: "UPDATE tenants SET record = ? WHERE id = ?",
                arguments: [json, tenant.id.rawValue])
            guard db.changesCount == 1 else { throw StoreError(.notFound, "no such tenant") }
        }
    }

    public func tenant(_ id: TenantID) async throws -> Tenant? {
        try await read { db in try Self.tenant(id, db) }
    }

    public func tenants() async throws -> [Tenant] {
        try await read { db in
            try String.fetchAll(db, sql: "SELECT record FROM tenants ORDER BY sequence")
                .map { try StoredJSON.value(Tenant.self, from: $0) }
        }
    }

    public func webhookSecret(of id: TenantID) async throws -> String? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT webhook_secret FROM tenants WHERE id = ?",
                arguments: [id.rawValue])
        }
    }

    public func addKey(_ key: APIKey, secret: String) async throws {
        let row = try KeyRow(key, secret: secret)
        try await change { db in try row.insert(db) }
    }

    public func setBootstrapKey(secret: String, at: Timestamp) async throws {
        let key = APIKey(id: "admin", tenant: nil, scope: .admin, name: "bootstrap", createdAt: at)
        let row = try KeyRow(key, secret: secret)
        try await change { db in try row.upsert(db) }
    }

    public func keys(of tenant: TenantID) async throws -> [APIKey] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT record FROM api_keys WHERE tenant = ? ORDER BY sequence",
                arguments: [tenant.rawValue]
            ).map(KeyRow.key)
        }
    }

    public func adminKeyCount() async throws -> Int {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM api_keys WHERE scope = 'admin'") ?? 0
        }
    }

    public func removeKey(_ id: KeyID, of tenant: TenantID) async throws {
        try await change { db in
            try db.execute(
                sql: "DELETE FROM api_keys WHERE id = ? AND tenant = ?",
                arguments: [id.rawValue, tenant.rawValue])
            guard db.changesCount == 1 else { throw StoreError(.notFound, "no such key") }
        }
    }

    public func caller(withSecret secret: String) async throws -> Caller? {
        let digest = Digest.sha256(secret)
        let bytes = Data(digest)
        if let caller = callers.caller(bytes) { return caller }
        let generation = callers.generation
        let found = try await read { db in try Self.caller(digest, db) }
        if let found { callers.remember(found, bytes, since: generation) }
        return found
    }

    private static func caller(_ digest: SHA256Digest, _ db: Database) throws -> Caller? {
        let statement = try db.cachedStatement(
            sql: "SELECT digest, record FROM api_keys WHERE digest = ?")
        guard let row = try Row.fetchOne(statement, arguments: [Data(digest)]),
            // The index compares byte by byte, but hashes: what its timing tells of the
            // kept hash does not lead to the secret. This one is constant.
            digest == row["digest"] as Data
        else { return nil }
        let key = try KeyRow.key(row)
        let acting = key.scope == .admin ? Tenant.adminID : key.tenant
        guard let acting, let tenant = try Self.tenant(acting, db) else { return nil }
        return Caller(tenant: tenant, key: key.id, scope: key.scope)
    }

    /// Changes tenants or keys; whoever is answered after it finds them changed.
    private func change(_ work: @escaping @Sendable (Database) throws -> Void) async throws {
        defer { callers.forget() }
        try await write(work)
    }

    /// Adds the tenant unless its id is taken.
    static func addMissing(_ tenant: Tenant, _ webhookSecret: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO tenants (id, webhook_secret, record) VALUES (?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
            arguments: [tenant.id.rawValue, webhookSecret, try StoredJSON.text(of: tenant)])
    }

    private static func tenant(_ id: TenantID, _ db: Database) throws -> Tenant? {
        let statement = try db.cachedStatement(sql: "SELECT record FROM tenants WHERE id = ?")
        return try String.fetchOne(statement, arguments: [id.rawValue])
            .map { try StoredJSON.value(Tenant.self, from: $0) }
    }
}
