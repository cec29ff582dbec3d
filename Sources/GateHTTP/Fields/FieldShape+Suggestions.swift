extension FieldShape {
    /// Words to ban or to allow.
    static let term = FieldShape(
        words: "a word or phrase of 1 to 100 characters on one line, with a letter or digit",
        rules: TextRules(
            shortest: 1, longest: 100,
            pattern: #"^[^\u0000-\u001F]*[0-9A-Za-z\u00C0-\uFFFF][^\u0000-\u001F]*$"#,
            example: "tyrone")
    ) { text in
        (1...100).contains(text.count) && text.utf8.count <= 1_000
            && !text.unicodeScalars.contains(where: endsOrHides)
            && text.unicodeScalars.contains(where: isWordOrPicture)
    }

    /// A prompt that shows something.
    static let example = FieldShape(
        words: "a prompt of up to 4000 characters, not blank",
        rules: TextRules(
            shortest: 1, longest: 4_000, pattern: #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#,
            example: "tyrone on a hill")
    ) {
        text.holds($0) && $0.count <= 4_000 && $0.utf8.count <= 16_000
    }

    /// Why somebody wants something.
    static let explanation = FieldShape(
        words: "a text of up to 1000 characters, not blank",
        rules: TextRules(
            shortest: 1, longest: 1_000, pattern: #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#,
            example: "It is a name.")
    ) {
        text.holds($0) && $0.count <= 1_000 && $0.utf8.count <= 4_000
    }

    /// Line breaks, control characters, and those that cannot be seen.
    private static func endsOrHides(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    /// Emoji are words of a kind; punctuation by itself is none.
    private static func isWordOrPicture(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .otherSymbol
    }
}
