import HTTPTypes

/// The cookie that a session of the admin page is known by.
enum SessionCookie {
    /// Over https, browsers hold a cookie of this name to the rules that its prefix stands
    /// for: this host alone, the whole of it, and never without encryption.
    private static let secureName = "__Host-promptgate"
    private static let plainName = "promptgate"

    /// The token that a request brings; nil without a cookie that could be one.
    static func token(in headers: HTTPFields) -> String? {
        let pairs = headers[values: .cookie].flatMap { $0.split(separator: ";") }
        for name in [secureName, plainName] {
            for pair in pairs {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0] == name, (20...128).contains(parts[1].utf8.count)
                else { continue }
                return String(parts[1])
            }
        }
        return nil
    }

    /// The header that gives a browser the cookie.
    /// - Parameter seconds: how long it lasts; zero takes it away.
    static func header(_ token: String, seconds: Int64, isSecure: Bool) -> String {
        let name = isSecure ? secureName : plainName
        let secure = isSecure ? "; Secure" : ""
        return "\(name)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)"
    }

    /// Whether the browser came by https: the gateway itself speaks plain HTTP, so whatever
    /// stands before it says so.
    static func isSecure(_ headers: HTTPFields) -> Bool {
        headers[.forwardedProto]?.split(separator: ",").last?
            .lowercased().filter { $0 != " " } == "https"
    }
}
