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
        guard let caller = try await tenants.caller(withSecret: secret) else {
            throw Problem(.notAuthenticated, "The key is unknown, or was revoked.")
        }
        var context = context
        context.authenticated = caller
        context.logger[metadataKey: "tenant"] = "\(caller.tenant.id)"
        do {
            var response = try await next(request, context)
            pace.add(to: &response.headers, for: caller.tenant)
            return response
        } catch let lost as BodyLost {
            throw lost
        } catch {
            throw CallerError(caller: caller, cause: error)
        }
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
