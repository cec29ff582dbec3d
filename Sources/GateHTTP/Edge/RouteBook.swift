import GateCore
import HTTPTypes
import Hummingbird

/// Hangs routes behind their doors, and remembers which methods each path has.
final class RouteBook {
    /// Who may come in.
    enum Door: Sendable {
        /// Anyone.
        case open
        /// A caller with a key, unless its tenant is paused.
        case tenant
        /// Like `tenant`, with the key in other places too: for calls of other APIs.
        case guest(KeyPlaces)
        /// A caller with an admin key.
        case admin
    }

    private let router: Router<EdgeContext>
    private let tenants: RouterGroup<EdgeContext>
    private let admins: RouterGroup<EdgeContext>
    private let authenticator: Authenticator
    private var methods: [String: [HTTPRequest.Method]] = [:]
    /// Every route, in the order they were added.
    private(set) var all: [DeclaredRoute] = []

    /// - Parameters:
    ///   - router: takes the routes.
    ///   - authenticator: stands at all doors but the open one.
    init(_ router: Router<EdgeContext>, _ authenticator: Authenticator) {
        self.router = router
        self.authenticator = authenticator
        tenants = router.group().add(middleware: authenticator).add(middleware: TenantDoor())
        admins = router.group().add(middleware: authenticator).add(middleware: AdminDoor())
    }

    /// Adds a route.
    ///
    /// - Parameter operation: what it reads and answers, for the document. In debug builds,
    ///   reading anything else is noted, and fails tests.
    func on(
        _ method: HTTPRequest.Method, _ path: String, _ door: Door, _ operation: Operation? = nil,
        use handler:
            @Sendable @escaping (Request, EdgeContext) async throws -> some ResponseGenerator
    ) {
        methods[path, default: []].append(method)
        all.append(DeclaredRoute(method: method, path: path, door: door, operation: operation))
        #if DEBUG
            let handler = { @Sendable (request: Request, context: EdgeContext) in
                try await Operation.$current.withValue(operation) {
                    try await handler(request, context)
                }
            }
        #endif
        switch door {
        case .open: router.on(RouterPath(path), method: method, use: handler)
        case .tenant: tenants.on(RouterPath(path), method: method, use: handler)
        case .guest(let places):
            router.group().add(middleware: authenticator.looking(in: places))
                .add(middleware: TenantDoor()).on(RouterPath(path), method: method, use: handler)
        case .admin: admins.on(RouterPath(path), method: method, use: handler)
        }
    }

    /// Answers every other method on the paths so far with 405 and an `Allow`. Call it
    /// last. It needs no key: which paths there are is no secret.
    func refuseOtherMethods() {
        for (path, allowed) in methods {
            let shown = allowed.contains(.get) ? allowed + [.head] : allowed
            let names = shown.map(\.rawValue).sorted()
            for method in Self.common where !shown.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw WrongMethod(allowed: names)
                }
            }
        }
    }

    private static let common: [HTTPRequest.Method] =
        [
            .get, .head, .post, .put, .patch, .delete, .options, .trace,
        ] + [HTTPRequest.Method("QUERY")].compactMap(\.self)
}
