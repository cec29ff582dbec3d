extension Schema {
    /// The schema as the document has it.
    var json: OrderedJSON {
        switch self {
        case .text(let rules): rules.json
        case .integer(let range): Self.integer(range)
        case .integers(let numbers):
            ["type": "integer", "enum": .list(numbers.map { .number($0) })]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        case .constant(let text): ["type": "string", "const": .text(text)]
        case .list(let element, let count): Self.list(element, count)
        case .object(let members, let others): Self.object(members, others)
        case .map(let value): ["type": "object", "additionalProperties": value.json]
        case .either(let schemas): ["anyOf": .list(schemas.map(\.json))]
        case .orNull(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .named(let name): ["$ref": .text("#/components/schemas/\(name)")]
        case .anything: .members([])
        case .about(let words, let schema): schema.json.adding(["description": .text(words)])
        }
    }

    private static func integer(_ range: ClosedRange<Int>?) -> OrderedJSON {
        var json: OrderedJSON = ["type": "integer"]
        guard let range else { return json }
        json = json.adding(["minimum": .number(range.lowerBound)])
        guard range.upperBound < Int.max else { return json }
        return json.adding(["maximum": .number(range.upperBound)])
    }

    private static func list(_ element: Schema, _ count: ClosedRange<Int>?) -> OrderedJSON {
        let json: OrderedJSON = ["type": "array", "items": element.json]
        guard let count else { return json }
        return json.adding([
            "minItems": .number(count.lowerBound), "maxItems": .number(count.upperBound),
        ])
    }

    private static func object(_ members: [SchemaMember], _ others: Bool) -> OrderedJSON {
        let required = members.filter(\.isRequired).map { OrderedJSON.text($0.name) }
        var json: OrderedJSON = [
            "type": "object",
            "properties": .members(members.map { ($0.name, $0.schema.json) }),
        ]
        if !required.isEmpty { json = json.adding(["required": .list(required)]) }
        return others ? json : json.adding(["additionalProperties": .flag(false)])
    }

    /// An answer may gain members, so readers are not told that there are no others.
    var openJSON: OrderedJSON { opened.json }

    private var opened: Schema {
        switch self {
        case .object(let members, _):
            .object(
                members.map { SchemaMember($0.name, $0.schema.opened, isRequired: $0.isRequired) },
                others: true)
        case .list(let element, let count): .list(element.opened, count)
        case .map(let value): .map(value.opened)
        case .either(let schemas): .either(schemas.map(\.opened))
        case .orNull(let schema): .orNull(schema.opened)
        case .about(let words, let schema): .about(words, schema.opened)
        default: self
        }
    }
}

extension TextRules {
    fileprivate var json: OrderedJSON {
        var json: OrderedJSON = ["type": "string"]
        if let shortest { json = json.adding(["minLength": .number(shortest)]) }
        if let longest { json = json.adding(["maxLength": .number(longest)]) }
        if let pattern { json = json.adding(["pattern": .text(pattern)]) }
        if !words.isEmpty { json = json.adding(["enum": .list(words.map { .text($0) })]) }
        if let format { json = json.adding(["format": .text(format)]) }
        return json
    }
}
