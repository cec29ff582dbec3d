/// Who gets webhooks: a tenant's host and port. What is on its way is shared out by receivers,
/// so tenants with one host (an automation service, say) do not share its places, and what one
/// does there, or is refused, delays no other.
public struct Receiver: Hashable, Sendable {
    public let tenant: TenantID
    /// `host:port` in lower case; what cannot be an address shares `malformed`.
    public let origin: String

    /// Describes one receiver; see the properties.
    public init(tenant: TenantID, origin: String) {
        self.tenant = tenant
        self.origin = origin
    }

    /// The receiver at an address. Nothing of the address is checked here but what tells two
    /// receivers apart.
    public init(tenant: TenantID, url: String) {
        self.init(tenant: tenant, origin: Self.origin(of: url) ?? "malformed")
    }

    private static func origin(of url: String) -> String? {
        for (scheme, port) in [("https://", 443), ("http://", 80)] {
            guard url.prefix(scheme.count).lowercased() == scheme else { continue }
            let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
            guard !authority.isEmpty, authority.utf8.count <= 300,
                authority.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !authority.contains("@")
            else { return nil }
            let end = authority.lastIndex(of: "]") ?? authority.startIndex  // of an IPv6 address
            let hasPort = authority[end...].contains(":")
            return hasPort ? authority : "\(authority):\(port)"
        }
        return nil
    }

    /// As it is kept and looked for: neither part has a space.
    public var text: String { "\(tenant) \(origin)" }
}

extension Notice {
    /// Who gets it.
    public var receiver: Receiver { Receiver(tenant: tenant, url: url) }
}
