import Foundation

/// The variables of a `.env` file, read as `python-dotenv` reads them, because the files of
/// `midjourney-api` were written for that: quotes in pairs, `export`, comments after a blank.
enum DotEnvFile {
    /// The variables of the file at `path`; none when there is no such file.
    /// - Throws: `SettingsError`, when it cannot be read.
    static func variables(at path: String) throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SettingsError(path, "cannot be read; give it to the user who starts promptgate.")
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw SettingsError(path, "is not UTF-8; save it as UTF-8.")
        }
        return try variables(in: text, of: path)
    }

    private static func variables(in text: String, of path: String) throws -> [String: String] {
        var variables: [String: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            guard let (name, value) = split(line) else { continue }
            variables[name] = try plain(value, place: "\(path):\(index + 1)")
        }
        return variables
    }

    /// Name and raw value of a line; nil for one that sets nothing.
    private static func split(_ line: Substring) -> (name: String, value: Substring)? {
        var line = trimmed(line.drop { $0 == "\u{FEFF}" })
        if line.hasPrefix("export ") { line = trimmed(line.dropFirst(7)) }
        guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
        let name = trimmed(line[..<equals])
        return name.isEmpty ? nil : (String(name), trimmed(line[line.index(after: equals)...]))
    }

    private static func plain(_ value: Substring, place: String) throws -> String {
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return unquoted(value)
        }
        var text = ""
        var escaped = false
        for character in value.dropFirst() {
            if escaped {
                text.append(unescaped(character, quote))
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == quote {
                return text
            } else {
                text.append(character)
            }
        }
        throw SettingsError(place, "the value begins with \(quote) and does not end with it.")
    }

    private static func unescaped(_ character: Character, _ quote: Character) -> String {
        if character == quote || character == "\\" { return String(character) }
        return quote == "\"" && character == "n" ? "\n" : "\\\(character)"
    }

    /// A `#` begins a comment where the value begins and after a blank: passwords have some.
    private static func unquoted(_ value: Substring) -> String {
        var before: Character = " "
        for index in value.indices {
            if value[index] == "#", before.isWhitespace { return String(trimmed(value[..<index])) }
            before = value[index]
        }
        return String(value)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
