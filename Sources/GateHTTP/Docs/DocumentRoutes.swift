import GateCore
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// `/openapi.json` and `/docs`: what calls there are, for programs and for people.
struct DocumentRoutes {
    private let version: String

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { version = parts.settings.version }

    /// Adds the routes. Call it when all others are there: the document has them all.
    func add(to routes: RouteBook) {
        let written = LateDocument()
        routes.on(.get, "/openapi.json", .open, .document) { _, _ in
            Self.file("application/json", written.bytes)
        }
        routes.on(.get, "/docs", .open, .page("docs", "text/html", "Show all calls")) { _, _ in
            Self.file("text/html", Array(DocsPage.html.utf8))
        }
        routes.on(
            .get, "/docs/docs.css", .open, .page("docsStyle", "text/css", "How /docs looks")
        ) { _, _ in Self.file("text/css", Array(DocsPage.style.utf8)) }
        routes.on(
            .get, "/docs/docs.js", .open, .page("docsScript", "text/javascript", "What /docs does")
        ) { _, _ in Self.file("text/javascript", Array(DocsPage.script.utf8)) }
        written.write(OpenAPIDocument(routes.all, version: version))
    }

    /// Nothing from elsewhere, nothing inline, and nobody's frame around it.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static func file(_ type: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "\(type); charset=utf-8", .contentSecurityPolicy: policy,
                .contentLength: String(bytes.count),
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The document, written when it is first asked for: most processes of a test never are.
final class LateDocument: Sendable {
    private struct State {
        var document: OpenAPIDocument?
        var bytes: [UInt8]?
    }

    private let state = Mutex(State())

    /// The document's text.
    var bytes: [UInt8] {
        state.withLock { state in
            if let bytes = state.bytes { return bytes }
            let bytes = state.document?.json.bytes ?? []
            state.bytes = bytes
            return bytes
        }
    }

    /// Sets what is written.
    func write(_ document: OpenAPIDocument) { state.withLock { $0.document = document } }
}
