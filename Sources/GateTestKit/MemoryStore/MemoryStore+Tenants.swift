import GateCore
import Synchronization

extension MemoryStore: TenantStore {
    public func addTenant(_ tenant: Tenant, webhookSecret: String) async throws {
        try state.withLock { state in
            guard state.tenant(tenant.id) == nil else {
                throw StoreError(.conflict, "the tenant's id is taken")
            }
            state.tenants.append(State.TenantEntry(tenant: tenant, secret: webhookSecret))
        }
    }

    public func updateTenant(_ tenant: Tenant) async throws {
        try state.withLock { state in
            guard let place = state.tenants.firstIndex(where: { $0.tenant.id == tenant.id })
            else { throw StoreError(.notFound, "no such tenant") }
            state.tenants[place].tenant = tenant
        }
    }

    public func tenant(_ id: TenantID) async throws -> Tenant? {
        state.withLock { $0.tenant(id) }
    }

    public func tenants() async throws -> [Tenant] {
        state.withLock { $0.tenants.map(\.tenant) }
    }

    public func webhookSecret(of id: TenantID) async throws -> String? {
        state.withLock { state in state.tenants.first { $0.tenant.id == id }?.secret }
    }

    public func addKey(_ key: APIKey, secret: String) async throws {
        try state.withLock { state in
            let isTaken = state.keys.contains { $0.key.id == key.id || $0.secret == secret }
            guard !isTaken, (key.scope == .admin) == (key.tenant == nil) else {
                throw StoreError(.conflict, "the key's id or secret is taken, or its scope wrong")
            }
            if let tenant = key.tenant, state.tenant(tenant) == nil {
                throw StoreError(.notFound, "no such tenant")
            }
            state.keys.append(State.KeyEntry(key: key, secret: secret))
        }
    }

    public func setBootstrapKey(secret: String, at: Timestamp) async throws {
        let key = APIKey(id: "admin", tenant: nil, scope: .admin, name: "bootstrap", createdAt: at)
        try state.withLock { state in
            guard !state.keys.contains(where: { $0.key.id != key.id && $0.secret == secret }) else {
                throw StoreError(.conflict, "another key has this secret")
            }
            state.keys.removeAll { $0.key.id == key.id }
            state.keys.append(State.KeyEntry(key: key, secret: secret))
        }
    }

    public func keys(of tenant: TenantID) async throws -> [APIKey] {
        state.withLock { state in state.keys.map(\.key).filter { $0.tenant == tenant } }
    }

    public func adminKeyCount() async throws -> Int {
        state.withLock { state in state.keys.count { $0.key.scope == .admin } }
    }

    public func removeKey(_ id: KeyID, of tenant: TenantID) async throws {
        try state.withLock { state in
            let place = state.keys.firstIndex { $0.key.id == id && $0.key.tenant == tenant }
            guard let place else { throw StoreError(.notFound, "no such key") }
            state.keys.remove(at: place)
        }
    }

    public func caller(withSecret secret: String) async throws -> Caller? {
        state.withLock { state in
            guard let key = state.keys.first(where: { $0.secret == secret })?.key,
                let tenant = state.tenant(key.tenant ?? Tenant.adminID)
            else { return nil }
            return Caller(tenant: tenant, key: key.id, scope: key.scope)
        }
    }
}
