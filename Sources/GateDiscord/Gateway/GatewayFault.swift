/// Why a Gateway socket could not be had or kept. Never holds a token.
enum GatewayFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address of the Gateway in the settings is none.
    case badAddress
    /// The address of the proxy in the settings is none of a kind that is understood.
    case badProxy
    /// What came is not what `zlib-stream` says, or too much.
    case badCompression
    /// The server answered the WebSocket handshake with something else.
    case notUpgraded
    /// The proxy did not open a tunnel; with its status line.
    case proxyRefused(String)

    var description: String {
        switch self {
        case .badAddress: "DISCORD_GATEWAY_URL must be a ws:// or wss:// address."
        case .badProxy: "PROXY_URL must be an http:// address for the Gateway to use it."
        case .badCompression: "The server's compressed messages cannot be read."
        case .notUpgraded: "The server refused the WebSocket handshake."
        case .proxyRefused(let line): "The proxy opened no tunnel: \(line)"
        }
    }
}
