import GateCore

/// The texts of messages of a chat, wherever in a message they stand: judged together by
/// message, and covered in place.
struct ChatContent {
    /// Messages in one call, at most.
    static let mostMessages = Judge.mostTexts

    /// A message, for the document.
    static let message = Schema.object(
        [
            SchemaMember("role", .orNull(.text("user")), isRequired: false),
            SchemaMember(
                "content",
                .orNull(
                    .either([
                        FieldShape.foreignText.schema,
                        .list(
                            .object(
                                [SchemaMember("text", .orNull(.text), isRequired: false)],
                                others: true)),
                    ])), isRequired: false),
        ], others: true)

    /// The messages as sent.
    private let messages: [JSONValue]
    /// Their texts, in order; empty where a message has none.
    let texts: [String]

    /// - Parameters:
    ///   - messages: each an object with a `content`.
    ///   - path: what the list is called in faults.
    init(_ messages: [JSONValue], path: String, _ fields: inout FieldReader) {
        self.messages = messages
        var texts: [String] = []
        for (place, message) in messages.enumerated() {
            let path = "\(path)[\(place)]"
            guard message.object != nil else {
                fields.refuse(path, "must be an object")
                continue
            }
            guard let text = Self.text(of: message["content"]) else {
                fields.refuse("\(path).content", "must be a string, or a list of parts")
                continue
            }
            if !FieldShape.foreignText.holds(text) {
                fields.refuse("\(path).content", "must be \(FieldShape.foreignText.words)")
            }
            texts.append(text)
        }
        self.texts = texts
    }

    /// The messages with what the rules do not let through covered.
    func covered(by judged: [JudgedText]) -> [JSONValue] {
        zip(messages, judged).map { message, judged in
            guard judged.isRedacted, var members = message.object else { return message }
            members["content"] = Self.replaced(message["content"], by: judged.covered)
            return .object(members)
        }
    }

    /// Parts are judged as one text, a line each.
    private static func text(of content: JSONValue?) -> String? {
        switch content {
        case nil, .null?: return ""
        case .string(let text)?: return text
        case .array(let parts)?:
            guard parts.allSatisfy({ $0.object != nil }) else { return nil }
            return parts.compactMap { $0["text"]?.string }.joined(separator: "\n")
        default: return nil
        }
    }

    /// Text in parts becomes one part; images and others stay behind it.
    private static func replaced(_ content: JSONValue?, by text: String) -> JSONValue {
        guard let parts = content?.array else { return .string(text) }
        let part: JSONValue = ["type": "text", "text": .string(text)]
        return .array([part] + parts.filter { $0["text"]?.string == nil })
    }
}
