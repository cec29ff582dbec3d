import GateCore
import HTTPTypes
import Hummingbird

/// Hangs routes behind their doors, and remembers which methods each path has.
final class RouteBook {
    /// Who may come in.
    enum Door {
        /// Anyone.
        case open
        /// A caller with a key, unless its tenant is paused.
        case tenant
        /// A caller with an admin key.
        case admin
    }

    private let router: Router<EdgeContext>
    private let tenants: RouterGroup<EdgeContext>
    private let admins: RouterGroup<EdgeContext>
    private var methods: [String: [HTTPRequest.Method]] = [:]

    /// - Parameters:
    ///   - router: takes the routes.
    ///   - authenticator: stands at all doors but the open one.
    init(_ router: Router<EdgeContext>, _ authenticator: Authenticator) {
        self.router = router
        tenants = router.group().add(middleware: authenticator).add(middleware: TenantDoor())
        admins = router.group().add(middleware: authenticator).add(middleware: AdminDoor())
    }

    /// Adds a route.
    func on(
        _ method: HTTPRequest.Method, _ path: String, _ door: Door,
        use handler:
            @Sendable @escaping (Request, EdgeContext) async throws -> some ResponseGenerator
    ) {
        methods[path, default: []].append(method)
        switch door {
        case .open: router.on(RouterPath(path), method: method, use: handler)
        case .tenant: tenants.on(RouterPath(path), method: method, use: handler)
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

    private static let common: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]
}
