/// A header's value of the form `word; name=value; name="quoted value"` (RFC 9110 §5.6.6).
struct HeaderValue {
    /// The word before the parameters, in lower case.
    let word: String
    /// The parameters, names in lower case; the first of a name counts.
    let parameters: [String: String]

    /// - Parameter text: the value as sent. What cannot be read is left out.
    init(_ text: String) {
        var rest = text[...]
        word = Self.upTo(";", &rest).lowercased()
        var parameters: [String: String] = [:]
        while !rest.isEmpty {
            let name = Self.upTo("=", &rest).lowercased()
            let value = Self.value(&rest)
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }

    /// The text before `mark`, trimmed; `rest` goes on after it.
    private static func upTo(_ mark: Character, _ rest: inout Substring) -> String {
        let text = rest.prefix { $0 != mark }
        rest = rest[text.endIndex...].dropFirst()
        return trimmed(text)
    }

    private static func value(_ rest: inout Substring) -> String {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "\"" else { return upTo(";", &rest) }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(character)
            }
        }
        _ = upTo(";", &rest)
        return value
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
