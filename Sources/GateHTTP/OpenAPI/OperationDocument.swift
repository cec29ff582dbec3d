import GateCore
import HTTPTypes

/// One call in the document.
struct OperationDocument {
    private let operation: Operation
    private let route: DeclaredRoute

    /// - Parameters:
    ///   - operation: what is declared.
    ///   - route: of which route.
    init(_ operation: Operation, _ route: DeclaredRoute) {
        self.operation = operation
        self.route = route
    }

    /// The call as the document has it.
    var json: OrderedJSON {
        var json: OrderedJSON = [
            "operationId": .text(operation.id), "summary": .text(operation.summary),
            "tags": [.text(operation.chapter.rawValue)],
        ]
        let words = [operation.details, Self.words(for: route.door)].compactMap(\.self)
        if !words.isEmpty {
            json = json.adding(["description": .text(words.joined(separator: " "))])
        }
        json = json.adding(["security": SecurityScheme.of(route.door)])
        if !parameters.isEmpty { json = json.adding(["parameters": .list(parameters)]) }
        if let body { json = json.adding(["requestBody": body]) }
        return json.adding(["responses": responses])
    }

    private static func words(for door: RouteBook.Door) -> String? {
        switch door {
        case .open: "Needs no key."
        case .admin: "Needs a key of scope admin."
        case .tenant, .guest: nil
        }
    }

    // MARK: What is sent

    private var parameters: [OrderedJSON] {
        operation.path.map { Self.parameter($0, "path") }
            + operation.query.map { Self.parameter($0, "query") }
            + operation.headers.map { Self.parameter($0, "header") }
            + (isOpen ? [] : [Self.parameter(Self.endUser, "header")])
    }

    private static let endUser = SchemaMember(
        "X-End-User",
        .about(
            "The tenant's own user on whose behalf it calls.",
            .text(
                TextRules(
                    shortest: 1, longest: 128, pattern: "^[!-~]([ -~]*[!-~])?$", example: "user-7"))
        ),
        isRequired: false)

    private var isOpen: Bool {
        if case .open = route.door { true } else { false }
    }

    private static func parameter(_ member: SchemaMember, _ place: String) -> OrderedJSON {
        [
            "name": .text(member.name), "in": .text(place), "required": .flag(member.isRequired),
            "schema": member.schema.json,
        ]
    }

    private var body: OrderedJSON? {
        switch operation.body {
        case nil: return nil
        case .file(let field)?:
            let file: OrderedJSON = ["type": "string", "format": "binary"]
            let form: OrderedJSON = [
                "type": "object", "properties": .members([(field, file)]),
                "required": [.text(field)], "additionalProperties": .flag(false),
            ]
            return [
                "required": .flag(true), "content": ["multipart/form-data": ["schema": form]],
            ]
        case .json(let members, let others, let isRequired)?:
            let schema = Schema.object(members, others: others)
            return [
                "required": .flag(isRequired),
                "content": [
                    "application/json": [
                        "schema": schema.json,
                        "example": operation.example.map { .value($0) } ?? schema.sample,
                    ]
                ],
            ]
        }
    }

    // MARK: What is answered

    private var responses: OrderedJSON {
        let done = operation.answers.map { answer in
            (String(answer.status), Self.response(answer))
        }
        let taken = Set(operation.answers.map(\.status))
        var byStatus: [Int: [ProblemCode]] = [:]
        for code in problems where !taken.contains(code.status) {
            byStatus[code.status, default: []].append(code)
        }
        let failed = byStatus.sorted { $0.key < $1.key }.map { status, codes in
            (String(status), problem(codes, status))
        }
        return .members(done + failed + [("500", problem([], 500))])
    }

    private static let headers: OrderedJSON = [
        "X-Request-Id": ["$ref": "#/components/headers/X-Request-Id"]
    ]

    private static func response(_ answer: Operation.Answer) -> OrderedJSON {
        let json: OrderedJSON = ["description": .text(answer.words), "headers": headers]
        guard !answer.content.isEmpty else { return json }
        let content = answer.content.map { type, schema -> (String, OrderedJSON) in
            // OpenAPI 3.1 has no schema for the events of a stream, only for a whole answer.
            guard type != "text/event-stream" else { return (type, [:]) }
            guard type == "application/json" else { return (type, ["schema": schema.json]) }
            let example = answer.example.map { OrderedJSON.value($0) } ?? schema.sample
            return (type, ["schema": schema.openJSON, "example": example])
        }
        return json.adding(["content": .members(content)])
    }

    /// The codes that follow from the door, the parameters and the body, and its own.
    private var problems: [ProblemCode] {
        var codes: [ProblemCode] = []
        if !isOpen { codes += [.notAuthenticated, .notAllowed, .badParameters, .couldNotJudge] }
        if !operation.query.isEmpty { codes.append(.badParameters) }
        if operation.body != nil { codes += [.badParameters, .tooLarge] }
        return (codes + operation.problems).reduce(into: []) { codes, code in
            if !codes.contains(code) { codes.append(code) }
        }
    }

    private func problem(_ codes: [ProblemCode], _ status: Int) -> OrderedJSON {
        let words = codes.map { "\($0.title) (code \($0.rawValue))." }
        let examples = codes.map { code in
            (
                code.title.lowercased().replacing(" ", with: "_"),
                OrderedJSON.members([("value", example(of: code))])
            )
        }
        var media: OrderedJSON = [
            "schema": .members([("$ref", .text("#/components/schemas/\(dialect.schema)"))])
        ]
        if !examples.isEmpty { media = media.adding(["examples": .members(examples)]) }
        var shown = Self.headers
        if status == 429 || status == 503 {
            shown = shown.adding(["Retry-After": ["$ref": "#/components/headers/Retry-After"]])
        }
        if status == 429 {
            shown = shown.adding([
                "RateLimit-Policy": ["$ref": "#/components/headers/RateLimit-Policy"],
                "RateLimit": ["$ref": "#/components/headers/RateLimit"],
            ])
        }
        let described = words.isEmpty ? "The gateway failed." : words.joined(separator: " ")
        return [
            "description": .text(described), "headers": shown,
            "content": .members([(dialect.mediaType, media)]),
        ]
    }

    private var dialect: ErrorDialect { ErrorDialect(route: route.path) }

    private func example(of code: ProblemCode) -> OrderedJSON {
        let document = ProblemDocument(
            type: code.type, title: code.title, status: code.status,
            detail: "\(code.title).", code: code)
        return dialect.response(to: document, requestID: "k3v9", seedStatus: false).body
    }
}

extension ErrorDialect {
    /// The media type that errors are written in.
    fileprivate var mediaType: String {
        switch self {
        case .problem: "application/problem+json"
        case .openAI, .google: "application/json"
        }
    }

    /// What an error looks like, by its name in `SchemaBook`.
    fileprivate var schema: String {
        switch self {
        case .problem: "Problem"
        case .openAI: "OpenAIError"
        case .google: "GoogleError"
        }
    }
}
