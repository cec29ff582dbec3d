import Foundation

/// An HTTP proxy that opens tunnels (CONNECT).
struct ProxyAddress: Hashable, Sendable {
    let host: String
    let port: Int
    /// The value of `Proxy-Authorization`; nil without a user in the address.
    let authorization: String?

    /// Reads `http://user:password@host:port`; as with libcurl, `http://` may be missing and
    /// the port is 1080 unless given.
    /// - Throws: `GatewayFault.badProxy`, also for SOCKS and TLS proxies: going around a
    ///   proxy that was asked for would show what it was to hide.
    init(_ text: String) throws(GatewayFault) {
        let address = text.contains("://") ? text : "http://\(text)"
        guard let parts = URLComponents(string: address), parts.scheme?.lowercased() == "http",
            let host = parts.host, !host.isEmpty
        else { throw .badProxy }
        self.host = String(host.drop { $0 == "[" }.prefix { $0 != "]" })
        port = parts.port ?? 1080
        guard (1...65535).contains(port) else { throw .badProxy }
        authorization = parts.user.map { user in
            "Basic " + Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
        }
    }
}
