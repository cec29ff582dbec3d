/// Who makes a call: the tenant it counts for, and the key it was made with.
public struct Caller: Hashable, Sendable {
    /// For an admin key, the tenant `default`.
    public let tenant: Tenant
    public let key: KeyID
    public let scope: KeyScope
    /// The tenant's own user on whose behalf it calls, in the tenant's words.
    public var endUser: String?

    /// Describes one caller; see the properties.
    public init(tenant: Tenant, key: KeyID, scope: KeyScope, endUser: String? = nil) {
        self.tenant = tenant
        self.key = key
        self.scope = scope
        self.endUser = endUser
    }
}
