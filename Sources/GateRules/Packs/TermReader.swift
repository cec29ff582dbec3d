/// Reads the words and patterns of rules.
struct TermReader {
    let fields: FieldReader
    let table: CharacterTable

    /// Words, phrases and wildcards, or patterns between slashes.
    func words(_ pair: YAMLPair) -> [Term] {
        fields.texts(pair).compactMap { text, node in
            term(at: node) { () throws(EntryFault) in
                try word(text)
            }
        }
    }

    private func word(_ text: String) throws(EntryFault) -> Term {
        if let term = Self.plain(text) { return term }
        let line = EntryLine(whole: text)
        guard let first = line.entry.first else {
            throw EntryFault(column: 1, message: "The text is empty.", remedy: "Remove it.")
        }
        if first == "!", line.entry.count > 1, table[line.entry[1]].isWord {
            throw EntryFault(
                column: line.column, message: "\"!\" makes no exception here.",
                remedy: "Write what is to pass under \"unless\".")
        }
        return try EntryParser(line, table: table).term()
    }

    /// Patterns, without slashes around them.
    func patterns(_ pair: YAMLPair) -> [Term] {
        fields.texts(pair).compactMap { text, node in
            term(at: node) { () throws(EntryFault) in
                try PatternEntry(text).term()
            }
        }
    }

    /// The term of ASCII words with single blanks between them, as nearly all are. Nil for
    /// all else, which `EntryParser` reads.
    private static func plain(_ text: String) -> Term? {
        var pieces: [TermPiece] = []
        var word: [Unicode.Scalar] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: " "), !word.isEmpty {
                pieces.append(.word(word, leadingWildcard: false, trailingWildcard: false))
                pieces.append(.gap)
                word = []
            } else if byte.isLetterOrDigit {
                word.append(Unicode.Scalar(byte))
            } else {
                return nil
            }
        }
        guard !word.isEmpty, text.utf8.count <= EntryParser.largestLength else { return nil }
        pieces.append(.word(word, leadingWildcard: false, trailingWildcard: false))
        return Term(written: text, form: .phrase(pieces))
    }

    private func term(at node: YAMLNode, _ read: () throws(EntryFault) -> Term) -> Term? {
        do {
            return try read()
        } catch {
            fields.sheet.tell(
                fields.source.place(of: error.column - 1, in: node), error.message, error.remedy)
            return nil
        }
    }
}
