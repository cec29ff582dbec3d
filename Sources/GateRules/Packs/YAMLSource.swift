/// The lines of a YAML file, to tell where in it a part of a text stands. Only asked about
/// faults.
struct YAMLSource {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The line of that number, counted from 1; empty when there is none.
    func line(_ number: Int) -> [Unicode.Scalar] {
        var start = bytes.startIndex
        for _ in 1..<max(number, 1) {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return [] }
            start = end + 1
        }
        let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    }

    /// The end of the last line that says something, for a place behind it: libyaml counts
    /// one line more than there is.
    func withinText(_ place: YAMLPlace) -> YAMLPlace {
        let text = bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }.reversed()
        let last = text.count { $0 == 0x0A } + 1
        guard place.line > last else { return place }
        return YAMLPlace(line: last, column: line(last).count + 1)
    }

    /// The code point at `place`.
    func scalar(at place: YAMLPlace) -> Unicode.Scalar? {
        let line = line(place.line)
        return line.indices.contains(place.column - 1) ? line[place.column - 1] : nil
    }

    /// Where the code point of that offset of a text stands: past quotes, escapes and the
    /// indentation of a block. The text's own place when its line breaks were folded.
    func place(of offset: Int, in node: YAMLNode) -> YAMLPlace {
        guard case .text(let text, let style) = node.content else { return node.place }
        switch style {
        case .plain, .folded:
            let isOneLine = style == .plain && starts(with: text, at: node.place)
            return isOneLine ? moved(node.place, by: offset) : node.place
        case .singleQuoted: return quoted(node.place, offset) { $0 == "'" ? 2 : 1 }
        case .doubleQuoted: return doubleQuoted(node.place, offset)
        case .literal: return literal(text, node.place, offset)
        }
    }

    private func moved(_ place: YAMLPlace, by offset: Int) -> YAMLPlace {
        YAMLPlace(line: place.line, column: place.column + offset)
    }

    private func starts(with text: String, at place: YAMLPlace) -> Bool {
        line(place.line).dropFirst(place.column - 1).starts(with: text.unicodeScalars)
    }

    private func quoted(
        _ place: YAMLPlace, _ offset: Int, width: (Unicode.Scalar) -> Int
    ) -> YAMLPlace {
        let line = line(place.line)
        var column = place.column  // behind the opening quote, counted from 0
        for _ in 0..<offset {
            guard line.indices.contains(column) else { return place }
            column += width(line[column])
        }
        return line.indices.contains(column)
            ? YAMLPlace(line: place.line, column: column + 1) : place
    }

    private func doubleQuoted(_ place: YAMLPlace, _ offset: Int) -> YAMLPlace {
        let line = line(place.line)
        var column = place.column
        for _ in 0..<offset {
            guard line.indices.contains(column) else { return place }
            guard line[column] == "\\", line.indices.contains(column + 1) else {
                column += 1
                continue
            }
            switch line[column + 1] {
            case "x": column += 4
            case "u": column += 6
            case "U": column += 10
            default: column += 2
            }
        }
        return line.indices.contains(column)
            ? YAMLPlace(line: place.line, column: column + 1) : place
    }

    private func literal(_ text: String, _ place: YAMLPlace, _ offset: Int) -> YAMLPlace {
        let before = text.unicodeScalars.prefix(offset)
        let lineStart =
            before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
        let written = text.unicodeScalars[lineStart...].prefix { $0 != "\n" }
        let number = place.line + 1 + before.count { $0 == "\n" }
        let indentation = line(number).count - written.count
        guard indentation >= 0 else { return place }
        return YAMLPlace(line: number, column: indentation + before[lineStart...].count + 1)
    }
}
