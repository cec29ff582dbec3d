import GateCore

extension Schema {
    /// What is wrong with a value that should be of this kind, with the path to it; empty
    /// when nothing is. A member that no schema names is wrong: tests see to it that the
    /// document knows every member of every answer.
    func faults(in value: JSONValue, path: String = "$") -> [String] {
        switch (self, value) {
        case (.anything, _), (.number, .int), (.number, .double), (.flag, .bool): []
        case (.orNull, .null): []
        case (.orNull(let schema), _), (.about(_, let schema), _):
            schema.faults(in: value, path: path)
        case (.named(let name), _): SchemaBook.schema(name).faults(in: value, path: path)
        case (.text(let rules), .string(let text)):
            rules.words.isEmpty || rules.words.contains(text) ? [] : ["\(path) is \(text)"]
        case (.constant(let word), .string(let text)):
            word == text ? [] : ["\(path) is \(text), not \(word)"]
        case (.integer(let range), .int(let number)):
            range?.contains(Int(clamping: number)) != false ? [] : ["\(path) is \(number)"]
        case (.integers(let numbers), .int(let number)):
            numbers.contains(Int(clamping: number)) ? [] : ["\(path) is \(number)"]
        case (.list(let element, _), .array(let values)):
            values.enumerated().flatMap { element.faults(in: $1, path: "\(path)[\($0)]") }
        case (.map(let schema), .object(let members)):
            members.flatMap { schema.faults(in: $1, path: "\(path).\($0)") }
        case (.object(let members, let others), .object(let values)):
            Self.faults(of: members, others, in: values, path)
        case (.either(let schemas), _): Self.leastFaults(of: schemas, in: value, path)
        default: ["\(path) is of another kind: \(value)"]
        }
    }

    private static func faults(
        of members: [SchemaMember], _ others: Bool, in values: [String: JSONValue], _ path: String
    ) -> [String] {
        var faults: [String] = []
        for member in members {
            if let value = values[member.name] {
                faults += member.schema.faults(in: value, path: "\(path).\(member.name)")
            } else if member.isRequired {
                faults.append("\(path).\(member.name) is missing")
            }
        }
        guard !others else { return faults }
        let known = Set(members.map(\.name))
        return faults
            + values.keys.filter { !known.contains($0) }.sorted().map { "\(path).\($0) is unknown" }
    }

    private static func leastFaults(
        of schemas: [Schema], in value: JSONValue, _ path: String
    ) -> [String] {
        schemas.map { $0.faults(in: value, path: path) }.min { $0.count < $1.count } ?? []
    }
}
