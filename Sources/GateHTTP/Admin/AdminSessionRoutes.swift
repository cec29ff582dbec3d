import GateCore
import HTTPTypes
import Hummingbird

/// `/admin/session`: signing in to the admin page, and out.
struct AdminSessionRoutes {
    private let door: SessionDoor
    private let attempts: SignInGuard
    private let tenants: any TenantStore
    private let journal: any AdminJournal

    /// - Parameters:
    ///   - door: knows the sessions.
    ///   - parts: the edge's parts.
    init(_ door: SessionDoor, _ parts: EdgeParts) {
        self.door = door
        attempts = SignInGuard(time: parts.time)
        tenants = parts.tenants
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.post, "/admin/session", .open, .signIn, use: signIn)
        routes.on(.get, "/admin/session", .open, .showSession, use: show)
        routes.on(.delete, "/admin/session", .open, .signOut, use: signOut)
    }

    /// JSON alone is taken: no form of another site can send that.
    @Sendable private func signIn(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        try SessionDoor.refuseOtherSites(request.headers)
        try Self.requireJSON(request.headers)
        try attempts.check(context.address)
        var fields = try await BodyReader.object(of: request, upTo: 4096)
        let secret = fields.string("key", .adminKey, required: true) ?? ""
        try fields.finish()
        guard let caller = try await tenants.caller(withSecret: secret) else {
            attempts.noteWrongKey(context.address)
            throw Problem(.notAuthenticated, "The key is unknown, or was revoked.")
        }
        guard caller.scope == .admin else {
            attempts.noteWrongKey(context.address)
            throw Problem(.notAllowed, "The admin page needs a key of scope admin.")
        }
        try await journal.note(
            "session.open", target: caller.key.rawValue, detail: [:], by: caller)
        let token = try door.sessions.open(key: secret)
        return answer(token, request, cookieFor: AdminSessions.whole.components.seconds)
    }

    /// That nobody is signed in is an answer too, with no token.
    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        try SessionDoor.refuseOtherSites(request.headers)
        guard let token = SessionCookie.token(in: request.headers),
            door.sessions.standing(of: token) != nil,
            let secret = door.sessions.key(of: token, counts: false),
            try await tenants.caller(withSecret: secret)?.scope == .admin
        else { return JSONResponse(["csrf_token": .text(nil), "expires_in": .number(nil)]) }
        return answer(token, request, cookieFor: nil)
    }

    @Sendable private func signOut(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        try SessionDoor.refuseOtherSites(request.headers)
        guard let token = SessionCookie.token(in: request.headers) else {
            return Response(status: .noContent)
        }
        if door.sessions.standing(of: token) != nil {
            try door.requireProof(request, of: token)
            door.sessions.close(token)
        }
        let isSecure = SessionCookie.isSecure(request.headers)
        return Response(
            status: .noContent,
            headers: [.setCookie: SessionCookie.header("", seconds: 0, isSecure: isSecure)])
    }

    private func answer(
        _ token: String, _ request: Request, cookieFor seconds: Int64?
    ) -> JSONResponse {
        let standing = door.sessions.standing(of: token)
        let cookie = seconds.map {
            SessionCookie.header(
                token, seconds: $0, isSecure: SessionCookie.isSecure(request.headers))
        }
        return JSONResponse(
            [
                "csrf_token": .text(standing?.proof),
                "expires_in": .number(standing.map { Int($0.remaining.components.seconds) }),
            ], headers: cookie.map { [.setCookie: $0] } ?? [:])
    }

    private static func requireJSON(_ headers: HTTPFields) throws(Problem) {
        let type = HeaderValue(headers[.contentType] ?? "").word
        guard type == "application/json" else {
            throw Problem(.badParameters, "Send the key as application/json.")
        }
    }
}

extension FieldShape {
    /// What could be a key; longer ones are none.
    static let adminKey = FieldShape(
        words: "a key of 1 to 512 visible characters",
        rules: TextRules(pattern: "^[!-~]{1,512}$", example: "pg_…")
    ) {
        (1...512).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
