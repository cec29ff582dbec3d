import GateCore

/// The body of Perspective's call.
struct PerspectiveForm {
    /// One attribute that is asked for.
    struct Wish {
        /// Its name as asked, `_EXPERIMENTAL` included.
        let name: String
        let attribute: PerspectiveAttribute
        /// What scores less is left out.
        let threshold: Double
    }

    private(set) var text = ""
    private(set) var wishes: [Wish] = []
    private(set) var wantsSpans = false
    private(set) var languages: [String] = []
    private(set) var clientToken: String?

    /// Reads what is asked for.
    init(_ fields: inout FieldReader) {
        text = fields.object("comment", required: true, allowsOthers: true, Self.comment) ?? ""
        readWishes(
            fields.anyObject("requestedAttributes", required: true, schema: Self.attributes),
            &fields)
        wantsSpans = fields.flag("spanAnnotations") ?? false
        languages = fields.strings("languages", .label, count: 0...32) ?? []
        clientToken = fields.string("clientToken", .label)
    }

    private static let attributes = Schema.object(
        PerspectiveAttribute.allCases.map { attribute in
            let settings = Schema.object(
                [SchemaMember("scoreThreshold", .orNull(.number), isRequired: false)],
                others: true)
            return SchemaMember(attribute.rawValue, .orNull(settings), isRequired: false)
        }, others: false)

    private static func comment(_ fields: inout FieldReader) -> String? {
        _ = fields.string("type", .label)
        guard let text = fields.string("text", .foreignText, required: true) else { return nil }
        guard !text.isEmpty else {
            fields.refuse("text", "must not be empty")
            return nil
        }
        return text
    }

    private mutating func readWishes(_ value: JSONValue?, _ fields: inout FieldReader) {
        guard let asked = value?.object else { return }
        guard (1...64).contains(asked.count) else {
            fields.refuse("requestedAttributes", "must name 1 to 64 attributes")
            return
        }
        for (name, settings) in asked.sorted(by: { $0.key < $1.key }) {
            let path = "requestedAttributes.\(name.prefix(64))"
            guard let attribute = PerspectiveAttribute(name: name) else {
                let known = PerspectiveAttribute.allCases.map(\.rawValue).joined(separator: ", ")
                fields.refuse(path, "is none of the attributes that are scored here: \(known)")
                continue
            }
            guard settings.object != nil || settings == .null else {
                fields.refuse(path, "must be an object")
                continue
            }
            wishes.append(
                Wish(
                    name: name, attribute: attribute,
                    threshold: settings["scoreThreshold"]?.number ?? 0))
        }
    }
}

extension JSONValue {
    /// The number, whole or not.
    fileprivate var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
