import HTTPTypes

/// A route with what is declared of it.
struct DeclaredRoute: Sendable {
    let method: HTTPRequest.Method
    /// The pattern, with variable parts in braces.
    let path: String
    let door: RouteBook.Door
    /// Nil where somebody forgot; a test sees to it that nobody does.
    let operation: Operation?
}
