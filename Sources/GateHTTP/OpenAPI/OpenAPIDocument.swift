import GateCore
import HTTPTypes

/// The OpenAPI 3.1 document of all routes, made of what they declare.
///
/// Source: OpenAPI Specification 3.1.1.
struct OpenAPIDocument {
    private let routes: [DeclaredRoute]
    private let version: String

    /// - Parameters:
    ///   - routes: all that the edge has.
    ///   - version: the gateway's.
    init(_ routes: [DeclaredRoute], version: String) {
        self.routes = routes
        self.version = version
    }

    /// The document.
    var json: OrderedJSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "promptgate", "version": .text(version.isEmpty ? "0" : version),
                "summary": "A moderation gateway in front of an image bot.",
                "description": .text(Self.introduction),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "tags": .list(Operation.Chapter.allCases.map { ["name": .text($0.rawValue)] }),
            "paths": paths,
            "components": [
                "schemas": .members(SchemaBook.all.map { ($0.name, $0.schema.openJSON) }),
                "securitySchemes": SecurityScheme.all, "headers": Self.headers,
            ],
        ]
    }

    private static let introduction = """
        Errors are RFC 9457 problem documents with a code of promptgate's: \
        \(ProblemCode.allCases.map { "\($0.rawValue) \($0.title.lowercased())" }.joined(separator: ", ")). \
        The calls of other APIs answer errors as those do. A field that a call does not know \
        is refused, and null counts as left out. Answers may gain fields.
        """

    private static let headers: OrderedJSON = [
        "X-Request-Id": [
            "description": "Names the request in the gateway's log.",
            "schema": ["type": "string"],
        ],
        "Retry-After": [
            "description": "When to call again, in seconds.", "schema": ["type": "string"],
        ],
        "RateLimit-Policy": [
            "description": "What is allowed (draft-ietf-httpapi-ratelimit-headers-10).",
            "schema": ["type": "string"],
        ],
        "RateLimit": [
            "description": "What is left (draft-ietf-httpapi-ratelimit-headers-10).",
            "schema": ["type": "string"],
        ],
    ]

    private var paths: OrderedJSON {
        var names: [String] = []
        for route in routes where !names.contains(route.path) { names.append(route.path) }
        return .members(
            names.map { name in
                let here = routes.filter { $0.path == name }
                return (
                    name,
                    .members(
                        here.compactMap { route in
                            route.operation.map { operation in
                                (
                                    route.method.rawValue.lowercased(),
                                    OperationDocument(operation, route).json
                                )
                            }
                        })
                )
            })
    }
}
