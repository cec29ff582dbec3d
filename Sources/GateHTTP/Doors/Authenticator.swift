import GateCore
import HTTPTypes
import Hummingbird
import Logging

/// Lets in whoever shows a key (`Authorization: Bearer …`, RFC 6750 §2.1), before anything
/// of the body is read.
struct Authenticator: RouterMiddleware {
    /// Longer than any key that the gateway makes or an operator would choose.
    private static let secretCap = 512

    /// Knows the keys; compares digests in constant time.
    let tenants: any TenantStore
    /// What the answer tells of the caller's rate limit.
    let pace: PaceHeaders
    /// Lets the admin page in, which has no key at hand.
    let page: SessionDoor
    /// Where the key may be besides.
    var places: KeyPlaces = []

    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = try secret(of: request) ?? page.key(for: request) else {
            throw Problem(.notAuthenticated, places.words)
        }
        guard var caller = try await tenants.caller(withSecret: secret) else {
            throw Problem(.notAuthenticated, "The key is unknown, or was revoked.")
        }
        do {
            caller.endUser = try Self.endUser(in: request.headers)
            var context = context
            context.authenticated = caller
            context.logger[metadataKey: "tenant"] = "\(caller.tenant.id)"
            var response = try await next(request, context)
            pace.add(to: &response.headers, for: caller.named(context.namedUser))
            return response
        } catch let lost as BodyLost {
            throw lost
        } catch {
            throw CallerError(caller: caller.named(context.namedUser), cause: error)
        }
    }

    /// The same, for calls whose key may be in other places too.
    func looking(in places: KeyPlaces) -> Authenticator {
        Authenticator(tenants: tenants, pace: pace, page: page, places: places)
    }

    /// The key that the call shows. A place of its own counts first: gateways in between
    /// pass on the `Authorization` of whoever called them.
    private func secret(of request: Request) -> String? {
        var found: String?
        if places.contains(.apiKeyHeader) { found = request.headers[.apiKey] }
        if places.contains(.googleHeader) { found = found ?? request.headers[.googleAPIKey] }
        if places.contains(.query), found == nil { found = Self.queryKey(request.uri.query) }
        guard let found else { return Self.secret(in: request.headers[.authorization]) }
        return Self.usable(found[...])
    }

    private static func queryKey(_ query: String?) -> String? {
        for pair in (query ?? "").split(separator: "&") where pair.hasPrefix("key=") {
            return QueryReader.decoded(pair.dropFirst(4))
        }
        return nil
    }

    /// The user that the header names; nil when there is none.
    /// - Throws: `Problem` (`badParameters`).
    static func endUser(in headers: HTTPFields) throws(Problem) -> String? {
        let names = headers[values: .endUser]
        guard let name = names.first else { return nil }
        guard names.count == 1, FieldShape.endUser.holds(name) else {
            let words = "must be \(FieldShape.endUser.words), once"
            throw Problem(
                .badParameters, "X-End-User \(words).", fields: [FieldFault("X-End-User", words)])
        }
        return name
    }

    /// The secret of a header; nil when it has none that could be a key.
    static func secret(in header: String?) -> String? {
        guard let header, let blank = header.firstIndex(of: " "),
            header[..<blank].lowercased() == "bearer"
        else { return nil }
        return usable(header[blank...].drop { $0 == " " })
    }

    private static func usable(_ secret: Substring) -> String? {
        guard !secret.isEmpty, secret.utf8.count <= secretCap,
            secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return String(secret)
    }
}

extension Caller {
    /// The caller with the user that the body named, where the header named none.
    fileprivate func named(_ user: NamedUser) -> Caller {
        var caller = self
        caller.endUser = endUser ?? user.name
        return caller
    }
}
