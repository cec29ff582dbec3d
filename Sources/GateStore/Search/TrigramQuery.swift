/// What the full-text index is asked for a part of a text: that a text has all the
/// trigrams of it. Texts that have them need not have the part itself, so each that is
/// found is looked into.
///
/// Source: SQLite's FTS5 manual, "The Trigram Tokenizer" and "The detail Option".
struct TrigramQuery: Sendable {
    /// More would narrow little, and each costs a walk through its list.
    private static let most = 8

    /// The query, with each trigram in quotes: no character of it is an operator.
    let match: String

    /// - Parameter text: what is looked for, as `SearchText` has it.
    /// - Returns: nil for a text of fewer than three code points, which has no trigram.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count >= 3 else { return nil }
        let starts = 0...(scalars.count - 3)
        let count = min(starts.count, Self.most)
        // Spread over the text, the first and the last among them.
        let chosen = (0..<count).map { count == 1 ? 0 : $0 * starts.upperBound / (count - 1) }
        var seen: Set<String> = []
        let quoted = chosen.map { start -> String in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<start + 3])
            return "\"" + String(view).replacing("\"", with: "\"\"") + "\""
        }
        match = quoted.filter { seen.insert($0).inserted }.joined(separator: " AND ")
    }
}
