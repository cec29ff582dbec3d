/// The words of a result that is no picture.
public enum ResultWords {
    /// The texts behind the keycaps 1 to 9: descriptions, or shortened prompts.
    public static func numbered(in result: TaskResult) -> [String] {
        lines(of: result).compactMap { line in
            var rest = line.unicodeScalars.drop { $0.properties.isWhitespace }
            guard let digit = rest.popFirst(), ("1"..."9").contains(digit) else { return nil }
            if rest.first == "\u{FE0F}" { rest.removeFirst() }
            guard rest.popFirst() == "\u{20E3}" else { return nil }
            let text = trimmed(Substring(rest))
            return text.isEmpty ? nil : text
        }
    }

    /// The lines `**Key**: value`, in their order.
    public static func fields(in result: TaskResult) -> [(name: String, value: String)] {
        lines(of: result).compactMap(field)
    }

    private static func field(_ line: Substring) -> (name: String, value: String)? {
        let body = trimmed(line)
        guard body.hasPrefix("**"), let end = body.dropFirst(2).firstRange(of: "**") else {
            return nil
        }
        let name = trimmed(body.dropFirst(2)[..<end.lowerBound])
        let rest = body[end.upperBound...].drop(while: \.isWhitespace)
        // Some write the colon inside the stars.
        guard name.hasSuffix(":") || rest.hasPrefix(":"), name != ":" else { return nil }
        return (
            name.hasSuffix(":") ? String(name.dropLast()) : name, trimmed(rest.drop { $0 == ":" })
        )
    }

    private static func lines(of result: TaskResult) -> [Substring] {
        result.embeds.compactMap { $0["description"]?.string }
            .flatMap { $0.split(whereSeparator: \.isNewline) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
