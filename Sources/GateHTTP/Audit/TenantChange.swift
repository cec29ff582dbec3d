import GateCore

/// What changed of a tenant's settings, for the record of the admin who changed them.
public struct TenantChange {
    private let old: Tenant?
    private let new: Tenant

    /// - Parameters:
    ///   - old: the tenant before; nil for a new one.
    ///   - new: the tenant after.
    public init(from old: Tenant? = nil, to new: Tenant) {
        self.old = old
        self.new = new
    }

    /// The settings that differ, as they were and as they are: `{"paused":[false,true]}`.
    /// For a new tenant, all as they are.
    public var detail: JSONValue {
        let after = Self.settings(new)
        guard let old else { return .object(after) }
        let before = Self.settings(old)
        var changes: [String: JSONValue] = [:]
        for name in Set(after.keys).union(before.keys) where before[name] != after[name] {
            changes[name] = .array([before[name] ?? .null, after[name] ?? .null])
        }
        return .object(changes)
    }

    /// As admins are shown them, but for the address of the callback: of that the host
    /// alone, since a path or a query may hold a secret.
    private static func settings(_ tenant: Tenant) -> [String: JSONValue] {
        var settings = (try? JSONReader.read(tenant.json.bytes))?.object ?? [:]
        settings["callback_url"] = tenant.callbackURL.map { .string(origin(of: $0)) } ?? .null
        return settings
    }

    private static func origin(of address: String) -> String {
        guard let start = address.firstRange(of: "://")?.upperBound else { return "…" }
        let host = address[start...].prefix { !"/?#".contains($0) }
        // A name and a password may stand before the host.
        let bare = host.split(separator: "@", omittingEmptySubsequences: false).last ?? host
        return String(address[..<start]) + bare
    }
}
