import GateCore
import HTTPTypes
import Hummingbird

/// Lets the admin page's own calls in: by its cookie, and, where something changes, by the
/// proof that only the page can read.
struct SessionDoor: Sendable {
    /// Knows who is signed in.
    let sessions: AdminSessions

    /// The key that the request's session stands for; nil when it brings none, or calls
    /// something else than an admin's call.
    /// - Throws: `Problem` (`notAllowed`), when another site's page made the call.
    func key(for request: Request) throws(Problem) -> String? {
        guard request.uri.path.hasPrefix("/v1/admin/"),
            let token = SessionCookie.token(in: request.headers)
        else { return nil }
        try Self.refuseOtherSites(request.headers)
        let isReading = request.method == .get || request.method == .head
        if !isReading { try requireProof(request, of: token) }
        let isWatching =
            isReading && request.headers[.background] != nil
            || request.uri.path.hasSuffix("/events")
        return sessions.key(of: token, counts: !isWatching)
    }

    /// Browsers say where a call comes from (Fetch Metadata, W3C); what does not say is no
    /// browser that a foreign page could use.
    static func refuseOtherSites(_ headers: HTTPFields) throws(Problem) {
        guard let site = headers[.fetchSite], site != "same-origin", site != "none" else { return }
        throw Problem(.notAllowed, "Another site's page may not make this call.")
    }

    /// - Throws: `Problem` (`notAllowed`), without the session's proof.
    func requireProof(_ request: Request, of token: String) throws(Problem) {
        guard let proof = request.headers[.csrfToken], sessions.isProof(proof, of: token) else {
            throw Problem(
                .notAllowed, "Send the session's x-csrf-token with calls that change something.")
        }
    }
}

extension HTTPField.Name {
    /// `x-csrf-token`: the proof that the admin page itself makes the call.
    static let csrfToken = admin("x-csrf-token")
    /// `x-background`: the page looks for news by itself; nobody need be there.
    static let background = admin("x-background")
    /// `sec-fetch-site`: where the page that makes a call comes from.
    static let fetchSite = admin("sec-fetch-site")
    /// `x-forwarded-proto`: what the client spoke to a proxy.
    static let forwardedProto = admin("x-forwarded-proto")
    /// `referrer-policy`
    static let referrerPolicy = admin("referrer-policy")
    /// `x-frame-options`
    static let frameOptions = admin("x-frame-options")
    /// `permissions-policy`
    static let permissionsPolicy = admin("permissions-policy")
    /// `cross-origin-opener-policy`
    static let openerPolicy = admin("cross-origin-opener-policy")
    /// `cross-origin-resource-policy`
    static let resourcePolicy = admin("cross-origin-resource-policy")

    private static func admin(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else {
            preconditionFailure("the names above are tokens as RFC 9110 has them")
        }
        return name
    }
}
