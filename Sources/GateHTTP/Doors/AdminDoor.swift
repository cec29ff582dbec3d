import GateCore
import Hummingbird

/// Keeps out whoever has no admin key. A pause of the tenant that admin keys act as does
/// not count here: an admin could not end it otherwise.
struct AdminDoor: RouterMiddleware {
    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard try context.caller.scope == .admin else {
            throw Problem(.notAllowed, "This call needs a key of scope admin.")
        }
        return try await next(request, context)
    }
}
