/// Where a call takes its key, as the document says it.
enum SecurityScheme {
    /// All of them.
    static let all: OrderedJSON = [
        "key": [
            "type": "http", "scheme": "bearer", "description": "A key, of the form pg_….",
        ],
        "keyHeader": ["type": "apiKey", "in": "header", "name": "X-API-Key"],
        "googleHeader": ["type": "apiKey", "in": "header", "name": "X-Goog-Api-Key"],
        "keyParameter": ["type": "apiKey", "in": "query", "name": "key"],
    ]

    /// Those of a door; one is enough.
    static func of(_ door: RouteBook.Door) -> OrderedJSON {
        switch door {
        case .open: return .list([])
        case .tenant, .admin: return [["key": .list([])]]
        case .guest(let places):
            var names = ["key"]
            if places.contains(.apiKeyHeader) { names.append("keyHeader") }
            if places.contains(.googleHeader) { names.append("googleHeader") }
            if places.contains(.query) { names.append("keyParameter") }
            return .list(names.map { name in .members([(name, .list([]))]) })
        }
    }
}
