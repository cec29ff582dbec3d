import GateCore

/// What OpenAI's moderation call is asked about: texts, each with a result of its own.
struct OpenAIInput {
    /// The parts of one input: its texts, and images, which no rule looks at.
    static let mostParts = 256

    /// A text for each result.
    let texts: [String]

    /// What is taken, for the document.
    private static let schema = Schema.either([
        FieldShape.foreignText.schema,
        .list(FieldShape.foreignText.schema, 1...Judge.mostTexts),
        .list(
            .either([
                .object([
                    "type": .constant("text"), "text": FieldShape.foreignText.schema,
                ]),
                .object([
                    "type": .constant("image_url"),
                    "image_url": .object(
                        [SchemaMember("url", .text("https://example.com/a.png"))], others: true),
                ]),
            ]), 1...mostParts),
    ])

    /// Reads the member `input`: a text, a list of texts, or a list of parts that are one
    /// input together.
    init(_ fields: inout FieldReader) {
        switch fields.json(
            "input", required: true, schema: Self.schema, "must be a string or a list")
        {
        case .string(let text)?:
            texts = Self.checked([text], &fields) { _ in "input" }
        case .array(let list)? where list.first?.object != nil:
            texts = Self.parts(list, &fields)
        case .array(let list)?:
            texts = Self.list(list, &fields)
        case nil: texts = []
        default:
            fields.refuse("input", "must be a string, a list of strings or a list of parts")
            texts = []
        }
    }

    private static func list(_ list: [JSONValue], _ fields: inout FieldReader) -> [String] {
        guard (1...Judge.mostTexts).contains(list.count) else {
            fields.refuse("input", "must have 1 to \(Judge.mostTexts) texts, not \(list.count)")
            return []
        }
        let texts = list.map(\.string)
        for (place, text) in texts.enumerated() where text == nil {
            fields.refuse("input[\(place)]", "must be a string, as the first is")
        }
        return checked(texts.compactMap(\.self), &fields) { "input[\($0)]" }
    }

    /// The texts of the parts are judged together: cut in two, a phrase must not pass.
    private static func parts(_ list: [JSONValue], _ fields: inout FieldReader) -> [String] {
        guard list.count <= mostParts else {
            fields.refuse("input", "must have up to \(mostParts) parts, not \(list.count)")
            return []
        }
        var texts: [String] = []
        for (place, part) in list.enumerated() {
            switch (part["type"]?.string, part["text"]?.string) {
            case ("text"?, let text?): texts.append(text)
            case ("text"?, nil): fields.refuse("input[\(place)].text", "must be a string")
            case ("image_url"?, _) where part["image_url"]?["url"]?.string != nil: break
            case ("image_url"?, _):
                fields.refuse("input[\(place)].image_url.url", "must be a string")
            default: fields.refuse("input[\(place)].type", "must be \"text\" or \"image_url\"")
            }
        }
        guard fields.faults.isEmpty else { return [] }
        guard !texts.isEmpty else {
            fields.refuse("input", "must have a text: images by themselves are not judged here")
            return []
        }
        return checked([texts.joined(separator: "\n")], &fields) { _ in "input" }
    }

    private static func checked(
        _ texts: [String], _ fields: inout FieldReader, _ name: (Int) -> String
    ) -> [String] {
        for (place, text) in texts.enumerated() where !FieldShape.foreignText.holds(text) {
            fields.refuse(name(place), "must be \(FieldShape.foreignText.words)")
        }
        return texts
    }
}
