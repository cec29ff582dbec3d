/// What is known of a key. Its secret is not: only a hash of it is kept.
public struct APIKey: Hashable, Sendable, Codable {
    public let id: KeyID
    /// The tenant it calls for; nil for admin keys.
    public let tenant: TenantID?
    public let scope: KeyScope
    /// What the admin calls it.
    public let name: String
    public let createdAt: Timestamp

    /// Describes one key; see the properties.
    public init(id: KeyID, tenant: TenantID?, scope: KeyScope, name: String, createdAt: Timestamp) {
        self.id = id
        self.tenant = tenant
        self.scope = scope
        self.name = name
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, tenant, scope, name
        case createdAt = "created_at"
    }
}
