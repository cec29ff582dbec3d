/// A tenant's own user, as the tenant names it (`X-End-User`). The same name under another
/// tenant is somebody else.
public struct EndUser: Hashable, Sendable {
    public let tenant: TenantID
    /// The tenant's name for the user.
    public let name: String

    /// - Parameters:
    ///   - name: the tenant's name for the user.
    ///   - tenant: whose user it is.
    public init(_ name: String, of tenant: TenantID) {
        self.tenant = tenant
        self.name = name
    }
}
