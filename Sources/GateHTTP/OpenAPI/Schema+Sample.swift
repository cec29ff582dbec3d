import GateCore

extension Schema {
    /// A value of this kind, for the examples of the document.
    var sample: OrderedJSON {
        switch self {
        case .text(let rules): .text(rules.example ?? rules.words.first ?? "text")
        case .integer(let range):
            .number(range.map { max($0.lowerBound, min(1, $0.upperBound)) } ?? 1)
        case .integers(let numbers): .number(numbers.first)
        case .number: .value(.double(0.8))
        case .flag: .flag(false)
        case .constant(let text): .text(text)
        case .list(let element, let count):
            count?.upperBound == 0 ? .list([]) : .list([element.sample])
        case .object(let members, _): .members(members.map { ($0.name, $0.schema.sample) })
        case .map(let value): ["name": value.sample]
        case .either(let schemas): schemas.first?.sample ?? .value(.null)
        case .orNull(let schema): schema.sample
        case .named(let name): SchemaBook.schema(name).sample
        case .anything: .members([])
        case .about(_, let schema): schema.sample
        }
    }
}
