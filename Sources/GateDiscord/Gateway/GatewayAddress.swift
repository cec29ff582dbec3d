import Foundation

/// Where a Gateway socket goes.
struct GatewayAddress: Hashable, Sendable {
    /// `wss` rather than `ws`.
    let isSecure: Bool
    /// A host name or an address, without the brackets of IPv6.
    let host: String
    let port: Int
    /// Begins with `/`.
    let path: String
    /// Percent-encoded, without the `?`; empty for none.
    let query: String

    /// Reads a `ws://` or `wss://` address; nil when `text` is none.
    init?(_ text: String) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "ws" || scheme == "wss"
        else { return nil }
        isSecure = scheme == "wss"
        self.host = String(host.drop { $0 == "[" }.prefix { $0 != "]" })
        port = parts.port ?? (isSecure ? 443 : 80)
        path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        query = parts.percentEncodedQuery ?? ""
        guard (1...65535).contains(port) else { return nil }
    }

    private init(to place: GatewayAddress, path: String, query: String) {
        isSecure = place.isSecure
        host = place.host
        port = place.port
        self.path = path
        self.query = query
    }

    private static let compression = "compress=zlib-stream"

    /// This address, asking for JSON in version 9, compressed; whatever else its query says
    /// stays.
    var asking: GatewayAddress {
        let ours = ["encoding", "v", "compress"]
        let kept = query.split(separator: "&").filter { item in
            !ours.contains(String(item.prefix { $0 != "=" }))
        }
        let query = kept.map(String.init) + ["encoding=json", "v=9", Self.compression]
        return GatewayAddress(to: self, path: path, query: query.joined(separator: "&"))
    }

    /// This address, asking for no compression.
    var uncompressed: GatewayAddress {
        let kept = query.split(separator: "&").filter { $0 != Self.compression }
        return GatewayAddress(to: self, path: path, query: kept.joined(separator: "&"))
    }

    /// Where to resume a session that was made here: READY's `resume_gateway_url` with this
    /// address's query, and its path where that has none. This address itself when `text`
    /// is no address, or would send the token in the clear although this one does not.
    func resuming(at text: String?) -> GatewayAddress {
        guard let place = text.flatMap(GatewayAddress.init), place.isSecure || !isSecure else {
            return self
        }
        return GatewayAddress(
            to: place, path: place.path == "/" ? path : place.path, query: query)
    }

    /// `host:port`, with brackets around IPv6.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The `Host` header: without the scheme's own port.
    var hostHeader: String {
        let isUsual = port == (isSecure ? 443 : 80)
        return isUsual ? String(authority.dropLast("\(port)".count + 1)) : authority
    }

    /// Whether the host is an IP address, which TLS takes no server name for.
    var isNumeric: Bool {
        host.contains(":") || host.split(separator: ".").allSatisfy { UInt8($0) != nil }
    }

    /// What the request line asks for.
    var target: String { query.isEmpty ? path : "\(path)?\(query)" }
}
