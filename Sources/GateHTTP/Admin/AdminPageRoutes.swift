import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `/admin`: the admin page. It is the same for everybody: what it shows it asks for, with a
/// session.
struct AdminPageRoutes {
    private let page: @Sendable (String) -> [UInt8]?

    /// - Parameter parts: what the page is made of.
    init(_ parts: AdminParts) { page = parts.page }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/admin", .open, .adminPage) { _, _ in try response("index.html") }
        routes.on(.get, "/admin/{file}", .open, .adminFile) { _, context in
            try response(context.parameters.get("file") ?? "")
        }
    }

    private func response(_ name: String) throws(Problem) -> Response {
        guard let type = Self.type(of: name), let bytes = page(name) else {
            throw Problem(.notFound, "There is no such file.")
        }
        var headers = Self.headers
        headers[.contentType] = type
        headers[.contentLength] = String(bytes.count)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        default: nil
        }
    }

    /// Nothing but the page's own files runs, nothing frames it, and nothing leaves it.
    private static let headers: HTTPFields = [
        .contentSecurityPolicy:
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        .referrerPolicy: "no-referrer", .frameOptions: "DENY",
        .openerPolicy: "same-origin", .resourcePolicy: "same-origin",
        .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ]
}
