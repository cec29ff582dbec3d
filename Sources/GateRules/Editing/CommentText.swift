/// Makes a text fit for a comment: one line, without what ends one or hides in it.
enum CommentText {
    private static let longest = 300

    /// The text, with blanks in the place of what is not for a comment.
    static func line(_ text: String) -> String {
        let shown = text.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
                .unassigned:
                " "
            default: Character(scalar)
            }
        }
        let words = String(shown).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > longest ? words.prefix(longest) + "…" : words
    }
}
