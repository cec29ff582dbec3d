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

    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = Self.secret(in: request.headers[.authorization]) else {
            throw Problem(.notAuthenticated, "Send Authorization: Bearer and a key.")
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
        let secret = header[blank...].drop { $0 == " " }
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
