/// Finds the parameters of a prompt.
///
/// It finds what Midjourney takes for one, and rather more than less: a parameter that was
/// not seen would not be refused. So a long dash is two hyphens, as telephones write them;
/// a known name needs no space before it; a value may stick to the name (`--v6`).
struct FlagReader {
    private struct Head {
        let name: String
        let parameter: MidjourneyParameter?
        let dashes: Range<Int>
        let end: Int
    }

    private let text: [Unicode.Scalar]
    private let book: ParameterBook

    private init(_ text: String, _ book: ParameterBook) {
        self.text = Array(text.unicodeScalars)
        self.book = book
    }

    /// All parameters, in order.
    static func flags(in text: String, _ book: ParameterBook) -> [PromptFlag] {
        let reader = FlagReader(text, book)
        let heads = reader.heads()
        return heads.indices.map { place in
            let next = place + 1 < heads.count ? heads[place + 1].dashes.lowerBound : nil
            return reader.flag(heads[place], before: next ?? reader.text.count)
        }
    }

    // MARK: Names

    private func heads() -> [Head] {
        var heads: [Head] = []
        var place = 0
        while place < text.count {
            if isWordStart(place), isAddress(place) {
                place = wordEnd(from: place)
            } else if let head = head(at: place) {
                heads.append(head)
                place = head.end
            } else {
                place += 1
            }
        }
        return heads
    }

    private func head(at start: Int) -> Head? {
        guard let dashEnd = dashEnd(at: start) else { return nil }
        let nameStart = skippingInvisible(from: dashEnd)
        var name = String.UnicodeScalarView()
        var end = nameStart
        while end < text.count, Self.isLetter(text[end]) || Self.isInvisible(text[end]) {
            if Self.isLetter(text[end]) { name.append(text[end]) }
            end += 1
        }
        guard !name.isEmpty else { return nil }
        let written = String(name).lowercased()
        if let known = book[written] {
            let isClear = isWordStart(start) || isValueOrEnd(end)
            guard isClear else { return nil }
            return Head(name: written, parameter: known, dashes: start..<nameStart, end: end)
        }
        // Prose has dashes, too: unknown names are parameters only where Midjourney says so.
        guard isWordStart(start), isPlainDash(start) else { return nil }
        let wordEnd = wordEnd(from: nameStart)
        let word = String(String.UnicodeScalarView(text[nameStart..<wordEnd])).lowercased()
        return Head(name: word, parameter: nil, dashes: start..<nameStart, end: wordEnd)
    }

    /// Two hyphens of any kind, or one long dash.
    private func dashEnd(at start: Int) -> Int? {
        if Self.longDashes.contains(text[start]) { return start + 1 }
        guard start + 1 < text.count, Self.hyphens.contains(text[start]),
            Self.hyphens.contains(text[start + 1])
        else { return nil }
        return start + 2
    }

    private func isPlainDash(_ start: Int) -> Bool {
        text[start] == "\u{2014}" || (text[start] == "-" && text[start + 1] == "-")
    }

    /// Whether a name that ends here is whole, or goes on with a value.
    private func isValueOrEnd(_ place: Int) -> Bool {
        guard place < text.count else { return true }
        return text[place].properties.isWhitespace
            || "0123456789.=".unicodeScalars.contains(text[place])
    }

    // MARK: Values

    private func flag(_ head: Head, before limit: Int) -> PromptFlag {
        guard let parameter = head.parameter else {
            return PromptFlag(
                written: head.name, parameter: nil, values: [], stray: nil, dashes: head.dashes,
                span: head.dashes.lowerBound..<head.end)
        }
        if parameter.shape == .list { return list(head, before: limit) }
        var values: [String] = []
        var end = head.end
        var next = word(after: end, before: limit)
        while let word = next, parameter.shape.takes(word.text),
            values.isEmpty || parameter.shape == .references
        {
            values.append(word.text)
            end = word.end
            next = self.word(after: end, before: limit)
        }
        return PromptFlag(
            written: head.name, parameter: parameter, values: values, stray: next?.text,
            dashes: head.dashes, span: head.dashes.lowerBound..<end)
    }

    private func list(_ head: Head, before limit: Int) -> PromptFlag {
        var end = limit
        while end > head.end, text[end - 1].properties.isWhitespace { end -= 1 }
        var start = head.end
        while start < end, text[start].properties.isWhitespace { start += 1 }
        let value = String(String.UnicodeScalarView(text[start..<end]))
        return PromptFlag(
            written: head.name, parameter: head.parameter, values: value.isEmpty ? [] : [value],
            stray: nil, dashes: head.dashes, span: head.dashes.lowerBound..<end)
    }

    /// The next word; one that sticks to the name may begin with an equals sign.
    private func word(after place: Int, before limit: Int) -> (text: String, end: Int)? {
        var start = place
        if start < limit, text[start] == "=" { start += 1 }
        while start < limit, text[start].properties.isWhitespace { start += 1 }
        let end = min(wordEnd(from: start), limit)
        guard end > start else { return nil }
        return (String(String.UnicodeScalarView(text[start..<end])), end)
    }

    // MARK: Characters

    private func isWordStart(_ place: Int) -> Bool {
        place == 0 || text[place - 1].properties.isWhitespace
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while end < text.count, !text[end].properties.isWhitespace { end += 1 }
        return end
    }

    /// An address may hold two hyphens.
    private func isAddress(_ place: Int) -> Bool {
        ["https://", "http://"].contains { start in
            text[place...].prefix(start.utf8.count).map { $0.value | 0x20 }
                == start.utf8.map { UInt32($0 | 0x20) }
        }
    }

    private func skippingInvisible(from start: Int) -> Int {
        var place = start
        while place < text.count, Self.isInvisible(text[place]) { place += 1 }
        return place
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x61...0x7A).contains(scalar.value | 0x20)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
        default: false
        }
    }

    private static let longDashes: Set<Unicode.Scalar> = [
        "\u{2013}", "\u{2014}", "\u{2015}", "\u{2E3A}",
    ]
    private static let hyphens: Set<Unicode.Scalar> = [
        "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}",
    ]
}
