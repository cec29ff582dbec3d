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
