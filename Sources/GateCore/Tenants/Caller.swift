/// Who makes a call: the tenant it counts for, and the key it was made with.
public struct Caller: Hashable, Sendable {
    /// For an admin key, the tenant `default`.
    public let tenant: Tenant
    public let key: KeyID
    public let scope: KeyScope

    /// Describes one caller; see the properties.
    public init(tenant: Tenant, key: KeyID, scope: KeyScope) {
        self.tenant = tenant
        self.key = key
        self.scope = scope
    }
}
