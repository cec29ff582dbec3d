import Foundation

/// An HTTP proxy that opens tunnels (CONNECT, RFC 9110).
public struct ProxyAddress: Hashable, Sendable {
    /// What an address looks like, for whoever wrote another.
    public static let words =
        "write http://host:port, or http://user:password@host:port; SOCKS and TLS proxies cannot be used"

    public let host: String
    public let port: Int
    /// The value of `Proxy-Authorization`; nil without a user in the address.
    public let authorization: String?

    /// Reads `http://user:password@host:port`; as with libcurl, `http://` may be missing and
    /// the port is 1080 unless given. Nil for anything else, SOCKS and TLS proxies too: going
    /// around a proxy that was asked for would show what it was to hide.
    public init?(_ text: String) {
        let address = text.contains("://") ? text : "http://\(text)"
        guard let parts = URLComponents(string: address), parts.scheme?.lowercased() == "http",
            let host = parts.host, !host.isEmpty
        else { return nil }
        self.host = String(host.drop { $0 == "[" }.prefix { $0 != "]" })
        port = parts.port ?? 1080
        guard (1...65535).contains(port) else { return nil }
        authorization = parts.user.map { user in
            "Basic " + Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
        }
    }
}
