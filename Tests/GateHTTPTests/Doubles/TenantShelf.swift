import GateCore
import Synchronization

/// Tenants and keys in memory.
final class TenantShelf: TenantStore {
    struct State {
        var tenants: [Tenant] = []
        var webhookSecrets: [TenantID: String] = [:]
        var keys: [(key: APIKey, secret: String)] = []
        var failure: StoreError?
    }

    let state = Mutex(State())

    private func open<Value>(_ body: (inout sending State) throws -> Value) throws -> sending Value
    {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return try body(&state)
        }
    }

    func addTenant(_ tenant: Tenant, webhookSecret: String) async throws {
        try open { state in
            guard !state.tenants.contains(where: { $0.id == tenant.id }) else {
                throw StoreError(.conflict, "taken")
            }
            state.tenants.append(tenant)
            state.webhookSecrets[tenant.id] = webhookSecret
        }
    }

    func updateTenant(_ tenant: Tenant) async throws {
        try open { state in
            guard let place = state.tenants.firstIndex(where: { $0.id == tenant.id }) else {
                throw StoreError(.notFound, "gone")
            }
            state.tenants[place] = tenant
        }
    }

    func tenant(_ id: TenantID) async throws -> Tenant? {
        try open { $0.tenants.first { $0.id == id } }
    }

    func tenants() async throws -> [Tenant] { try open { $0.tenants } }

    func webhookSecret(of id: TenantID) async throws -> String? {
        try open { $0.webhookSecrets[id] }
    }

    func addKey(_ key: APIKey, secret: String) async throws {
        try open { $0.keys.append((key, secret)) }
    }

    func setBootstrapKey(secret: String, at: Timestamp) async throws {
        let key = APIKey(id: "admin", tenant: nil, scope: .admin, name: "admin", createdAt: at)
        try open { $0.keys.append((key, secret)) }
    }

    func keys(of tenant: TenantID) async throws -> [APIKey] {
        try open { $0.keys.map(\.key).filter { $0.tenant == tenant } }
    }

    func adminKeyCount() async throws -> Int {
        try open { $0.keys.count { $0.key.scope == .admin } }
    }

    func removeKey(_ id: KeyID, of tenant: TenantID) async throws {
        try open { state in
            guard
                let place = state.keys.firstIndex(where: {
                    $0.key.id == id && $0.key.tenant == tenant
                })
            else { throw StoreError(.notFound, "gone") }
            state.keys.remove(at: place)
        }
    }

    func caller(withSecret secret: String) async throws -> Caller? {
        try open { state in
            guard let key = state.keys.first(where: { $0.secret == secret })?.key,
                let tenant = state.tenants.first(where: {
                    $0.id == key.tenant ?? Tenant.adminID
                })
            else { return nil }
            return Caller(tenant: tenant, key: key.id, scope: key.scope)
        }
    }
}
