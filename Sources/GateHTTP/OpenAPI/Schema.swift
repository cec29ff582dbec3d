/// What a value in a request or an answer looks like, as OpenAPI 3.1 (JSON Schema 2020-12)
/// writes it.
indirect enum Schema: Hashable, Sendable {
    case text(TextRules)
    case integer(ClosedRange<Int>?)
    case integers([Int])
    case number
    case flag
    /// One text and no other.
    case constant(String)
    case list(Schema, ClosedRange<Int>?)
    case object([SchemaMember], others: Bool)
    /// An object whose names are not known, each with a value of that kind.
    case map(Schema)
    /// One of several.
    case either([Schema])
    case orNull(Schema)
    /// One of `SchemaBook`.
    case named(String)
    case anything
    /// The same with an explanation.
    case about(String, Schema)

    /// Any text.
    static let text = Schema.text(TextRules())
    /// A whole number.
    static let integer = Schema.integer(nil)
    /// A count.
    static let count = Schema.integer(0...Int.max)
    /// A time as RFC 3339 writes it.
    static let time = Schema.text(
        TextRules(format: "date-time", example: "2026-11-23T02:27:12.000Z"))

    /// A text with an example.
    static func text(_ example: String) -> Schema { .text(TextRules(example: example)) }

    /// One of several words.
    static func words(_ words: [String]) -> Schema { .text(TextRules(words: words)) }

    /// One of the words of `Choice`.
    static func words<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) -> Schema { .words(type.allCases.map(\.rawValue)) }

    /// A list of any length.
    static func list(_ element: Schema) -> Schema { .list(element, nil) }

    /// An object with members that are all there.
    static func object(_ members: KeyValuePairs<String, Schema>) -> Schema {
        .object(members.map { SchemaMember($0, $1) }, others: false)
    }

    /// A page of a list.
    static func page(_ element: Schema) -> Schema {
        .object(["data": .list(element), "next_cursor": .orNull(.text("MTcz"))])
    }

    /// A list without pages.
    static func data(_ element: Schema) -> Schema { .object(["data": .list(element)]) }

    /// This object with more members that are always there.
    func adding(_ more: KeyValuePairs<String, Schema>) -> Schema {
        adding(more.map { SchemaMember($0, $1) })
    }

    /// This object with members that are there at times.
    func addingOptional(_ more: KeyValuePairs<String, Schema>) -> Schema {
        adding(more.map { SchemaMember($0, $1, isRequired: false) })
    }

    private func adding(_ more: [SchemaMember]) -> Schema {
        switch self {
        case .object(let members, let others): .object(members + more, others: others)
        case .named(let name): SchemaBook.schema(name).adding(more)
        default: self
        }
    }
}

/// What a text looks like.
struct TextRules: Hashable, Sendable {
    var shortest: Int?
    var longest: Int?
    /// A regular expression that ECMAScript, Python and Rust read alike.
    var pattern: String?
    var words: [String] = []
    var format: String?
    var example: String?
}

/// A member of an object, or a parameter.
struct SchemaMember: Hashable, Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool

    /// Describes a member; see the properties.
    init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
    }
}
