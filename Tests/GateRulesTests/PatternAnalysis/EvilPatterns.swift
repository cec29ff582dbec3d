/// Patterns that are known to run wild, and texts for them.
enum EvilPatterns {
    /// Made from templates: `X` is something to repeat, `Y` what must follow.
    static let all: [String] = templates.flatMap { template in
        fillings.map { filling in
            template.replacing("X", with: filling.repeated).replacing("Y", with: filling.end)
        }
    }

    private static let templates = [
        "(X+)+Y", "(X*)*Y", "(?:X+X+)+Y", "(?:X|X)+Y", "(?:X|XX)+Y", "(?:X|X?)+Y", "(X+)+$",
        "X+X+X+X+Y", "X*X*X*X*Y", "(?:X|X){15}Y", "(?:X|X){12}Y", "(?:X+)?(?:X+)?(?:X+)?X+Y",
        "(?:X+X){8,}Y", "(?:X{1,20}){1,20}Y", "X{1,200}X{1,200}X{1,200}Y", "(?:(?:X+)+)+Y",
        "(?=(X+)+Y)X", "(?!(X+)+Y)X+Y$", "(X+)\\1+Y", "(X*)\\1\\1Y", "X(?R)?X(?R)?Y",
        "(X(?1)?)+Y", "(?:X+?)+?Y", "(?:X?){40}X{40}Y", "(?:X.*)*Y", "(?:.*X){12}Y",
        ".*X.*X.*Y", "(?>X|XX)*X+(?:X+)+Y", "(?<n>X+)(?:\\k<n>|X)+Y", "(?:X+|X{2,9})+Y",
        "\\b(?:X+\\s?)+Y", "(?i:(?:X|X)+?)Y", "(?:X(?:X(?:X+)*)*)*Y", "(?:(X)|(X+))*Y",
    ]

    private static let fillings: [(repeated: String, end: String)] = [
        ("a", "b"), (#"\w"#, "!"), ("[a-z]", "1"), (".", "x"), (#"\s"#, "z"),
        (#"\d"#, ";"),
    ]

    static let texts: [String] = units.flatMap { unit in
        ["", "!", " b", "\n", " 1x"].map { end in
            String(repeating: unit, count: 5_990 / unit.unicodeScalars.count) + end
        }
    }

    private static let units = [
        "a", "a ", "0", " ", "ab", "aaaaaaaaaaaaaaaaaaaaaa!", "aaaaaaaaaaaa b", "x", "é", "a1 ",
    ]
}
