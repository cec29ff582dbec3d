import Hummingbird

/// Answers each request in a task of its own.
///
/// A connection is one task, and a task keeps the memory of its deepest call until it ends:
/// 43 KB for each connection that is kept alive and asks for nothing. A child task gives that
/// back with the answer; it is cancelled with its connection, as the call itself would be.
struct RequestTaskResponder<Base: HTTPResponder>: HTTPResponder where Base.Context: Sendable {
    typealias Context = Base.Context

    /// Answers.
    let base: Base

    func respond(to request: Request, context: Base.Context) async throws -> Response {
        async let response = base.respond(to: request, context: context)
        return try await response
    }
}
