/// Keeps tenants and keys. Returning means durable.
public protocol TenantStore: Sendable {
    /// Adds a tenant with the secret that its webhooks are signed with (`whsec_…`).
    /// - Throws: `StoreError.conflict` when the id is taken.
    func addTenant(_ tenant: Tenant, webhookSecret: String) async throws

    /// Replaces a tenant's settings.
    /// - Throws: `StoreError.notFound`.
    func updateTenant(_ tenant: Tenant) async throws

    /// The tenant of that id.
    func tenant(_ id: TenantID) async throws -> Tenant?

    /// All tenants, oldest first.
    func tenants() async throws -> [Tenant]

    /// The secret that the tenant's webhooks are signed with.
    func webhookSecret(of id: TenantID) async throws -> String?

    /// Adds a key; `secret` is hashed before it is kept.
    /// - Throws: `StoreError.conflict` when another key has this secret or id.
    func addKey(_ key: APIKey, secret: String) async throws

    /// Makes `secret` the one bootstrap admin key (id `admin`), replacing the former one.
    func setBootstrapKey(secret: String, at: Timestamp) async throws

    /// A tenant's keys, oldest first.
    func keys(of tenant: TenantID) async throws -> [APIKey]

    /// How many admin keys there are.
    func adminKeyCount() async throws -> Int

    /// Forgets a key of a tenant; it fails to authenticate from now on.
    /// - Throws: `StoreError.notFound`.
    func removeKey(_ id: KeyID, of tenant: TenantID) async throws

    /// The caller with this secret; nil when no key has it. Compares digests in constant
    /// time. An admin key acts as the tenant `Tenant.adminID`, which must exist.
    func caller(withSecret secret: String) async throws -> Caller?
}
