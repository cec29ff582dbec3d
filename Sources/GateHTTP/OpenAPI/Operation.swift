import GateCore
import HTTPTypes

/// What is declared of a call: the document is made of it, and what the call reads is
/// compared with it.
struct Operation: Sendable {
    /// The chapter of the document that a call stands in.
    enum Chapter: String, CaseIterable, Sendable {
        case triggers = "Triggers"
        case tasks = "Tasks"
        case moderation = "Moderation"
        case other = "Calls of other APIs"
        case tenant = "Tenant"
        case tenants = "Admin: tenants"
        case audit = "Admin: audit"
        case review = "Admin: review"
        case rules = "Admin: rules"
        case operations = "Operations"
    }

    /// A body that a call takes.
    enum Body: Sendable {
        case json([SchemaMember], others: Bool, isRequired: Bool)
        case file(field: String)
    }

    /// An answer that is no problem.
    struct Answer: Sendable {
        let status: Int
        let words: String
        /// The media types, with what they hold; none for an answer without a body.
        var content: [(type: String, schema: Schema)] = []
        var example: JSONValue?
    }

    #if DEBUG
        /// The declaration of the call that is being answered.
        @TaskLocal static var current: Operation?
    #endif

    /// Names the call in generated clients.
    let id: String
    let summary: String
    let chapter: Chapter
    var details: String?
    var path: [SchemaMember] = []
    var query: [SchemaMember] = []
    /// Headers besides those that all calls of a door have.
    var headers: [SchemaMember] = []
    var body: Body?
    /// An example of the body.
    var example: JSONValue?
    var answers: [Answer] = []
    /// The codes of its problems, besides those that follow from door, body and query.
    var problems: [ProblemCode] = []

    /// Describes a call; see the properties.
    init(_ id: String, _ chapter: Chapter, _ summary: String) {
        self.id = id
        self.chapter = chapter
        self.summary = summary
    }

    // MARK: Declaring

    /// The same with an explanation.
    func explained(_ words: String) -> Operation { changed { $0.details = words } }

    /// The same with a variable part of the path.
    func path(_ name: String, _ shape: FieldShape) -> Operation {
        changed { $0.path.append(SchemaMember(name, shape.schema)) }
    }

    /// The same with the parameters that `read` reads.
    func query(_ read: (inout QueryReader) -> Void) -> Operation {
        changed { $0.query = QueryReader.described(by: read) }
    }

    /// The same with a header.
    func header(_ name: String, _ schema: Schema) -> Operation {
        changed { $0.headers.append(SchemaMember(name, schema, isRequired: false)) }
    }

    /// The same with a body whose members `read` reads.
    ///
    /// - Parameters:
    ///   - example: a whole body.
    ///   - others: whether unknown members are let through.
    ///   - optional: whether the call works without any body.
    func body(
        _ example: JSONValue, others: Bool = false, optional: Bool = false,
        _ read: (inout FieldReader) -> Void
    ) -> Operation {
        changed {
            let members = FieldReader.described(by: read)
            $0.body = .json(members, others: others, isRequired: !optional)
            $0.example = example
        }
    }

    /// The same with a form that has one file.
    func file(_ field: String) -> Operation { changed { $0.body = .file(field: field) } }

    /// The same with an answer in JSON.
    func answers(
        _ status: Int, _ schema: Schema, _ words: String, example: JSONValue? = nil
    ) -> Operation {
        changed {
            $0.answers.append(
                Answer(
                    status: status, words: words, content: [("application/json", schema)],
                    example: example))
        }
    }

    /// The same with an answer in JSON, of status 200.
    func answers(
        _ schema: Schema, _ words: String, example: JSONValue? = nil
    ) -> Operation { answers(200, schema, words, example: example) }

    /// The same with an answer of other media types; none for one without a body.
    func answers(_ status: Int, types: [String], _ words: String) -> Operation {
        changed {
            $0.answers.append(
                Answer(status: status, words: words, content: types.map { ($0, Schema.text) }))
        }
    }

    /// The same with another form of the answer declared last.
    func also(_ type: String) -> Operation {
        changed { operation in
            guard !operation.answers.isEmpty else { return }
            operation.answers[operation.answers.count - 1].content.append((type, Schema.text))
        }
    }

    /// The same with problems.
    func problems(_ codes: ProblemCode...) -> Operation {
        changed { $0.problems += codes }
    }

    private func changed(_ change: (inout Operation) -> Void) -> Operation {
        var operation = self
        change(&operation)
        return operation
    }
}
