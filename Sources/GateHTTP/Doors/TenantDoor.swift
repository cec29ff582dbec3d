import GateCore
import Hummingbird

/// Keeps out the callers of a paused tenant.
struct TenantDoor: RouterMiddleware {
    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard try !context.caller.tenant.paused else {
            throw Problem(.notAllowed, "The tenant is paused.")
        }
        return try await next(request, context)
    }
}
