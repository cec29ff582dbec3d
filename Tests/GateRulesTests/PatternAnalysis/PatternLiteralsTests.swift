import Testing

@testable import GateRules

@Suite("Literals of patterns")
struct PatternLiteralsTests {
    struct Case: CustomTestStringConvertible {
        let pattern: String
        let anchor: PatternLiterals.Anchor
        let literals: [String]
        var isWhole = false

        var testDescription: String { pattern }
    }

    private static let cases = [
        Case(
            pattern: #"\bkill(?:ing|ed)?\b"#, anchor: .wordPrefix,
            literals: ["kill", "killed", "killing"], isWhole: true),
        Case(
            pattern: #"\bkill(?:ing|ed)?"#, anchor: .wordPrefix,
            literals: ["kill", "killed", "killing"]),
        Case(
            pattern: #"(?<!\w)NUDE(?!\w)"#, anchor: .wordPrefix, literals: ["nude"],
            isWhole: true),
        Case(
            pattern: #"(?:\bnude|\bnaked)\s+\w+"#, anchor: .wordPrefix,
            literals: ["naked", "nude"]),
        Case(pattern: #"\b_nude"#, anchor: .prefix, literals: ["_nude"]),
        Case(pattern: #"nude\w*"#, anchor: .prefix, literals: ["nude"]),
        Case(pattern: #"\w+ing\b"#, anchor: .inside, literals: ["ing"]),
        Case(pattern: #"very \Knude"#, anchor: .inside, literals: ["very nude"]),
        Case(
            pattern: #"(?:ab)+cde"#, anchor: .prefix, literals: ["ababab", "ababcde", "abcde"]),
        Case(
            pattern: #"\bhe[l*]+o\b"#, anchor: .wordPrefix,
            literals: [
                "he***", "he**l", "he**o", "he*l*", "he*ll", "he*lo", "he*o", "hel**", "hel*l",
                "hel*o", "hell*", "helll", "hello", "helo",
            ]),
        Case(pattern: #"k[i1!]ll"#, anchor: .prefix, literals: ["k!ll", "k1ll", "kill"]),
        Case(pattern: #"\x{212A}ILL"#, anchor: .prefix, literals: ["kill"]),
        Case(pattern: #"(?i)ÄRGER"#, anchor: .prefix, literals: ["ärger"]),
        Case(pattern: #"(?x) nu de # words"#, anchor: .prefix, literals: ["nude"]),
        Case(pattern: #"\Qa.b\E+"#, anchor: .prefix, literals: ["a.b"]),
        Case(pattern: #"foo(?=bar)baz"#, anchor: .prefix, literals: ["foobaz"]),
        Case(pattern: #"(\w)\1{3,}"#, anchor: .inside, literals: []),
        Case(pattern: #"nude|.x"#, anchor: .inside, literals: []),
        Case(pattern: #"a(*ACCEPT)nude"#, anchor: .inside, literals: []),
        Case(pattern: #"ⓐⓑ"#, anchor: .inside, literals: []),
        Case(pattern: #"\bι\x{345}"#, anchor: .prefix, literals: ["ιι"]),
        Case(pattern: #"\d{3}-\d{2}"#, anchor: .inside, literals: []),
    ]

    @Test("are found where every match holds them", arguments: cases)
    func found(one: Case) {
        let literals = PatternLiterals(one.pattern)
        #expect(literals.literals.map { String(decoding: $0, as: UTF8.self) } == one.literals)
        #expect(literals.isWholeToken == one.isWhole)
        if !one.literals.isEmpty { #expect(literals.anchor == one.anchor) }
    }
}
