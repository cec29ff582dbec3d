import GateCore
import Testing

@testable import GateRules

@Suite("Adding to a list of a YAML file")
struct YAMLListEditTests {
    private let item = YAMLItem(text: #"he said "hi" \o/"#, remark: "s1")
    private static let entry = #""he said \"hi\" \\o/""#

    private func added(_ text: String, _ path: [YAMLStep] = [.key("allow")]) throws -> String {
        let bytes = try YAMLListEdit(Array(text.utf8), file: "f.yaml").adding(item, at: path)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "writes between what is there, and changes nothing of it",
        arguments: [
            // Block lists.
            (
                "allow:\n  - nude  # why\n  # end\nrules: []\n",
                "allow:\n  - nude  # why\n  # s1\n  - E\n  # end\nrules: []\n"
            ),
            ("allow:\n- a\n-   'b'\n", "allow:\n- a\n-   'b'\n# s1\n- E\n"),
            ("allow:\n    - a", "allow:\n    - a\n    # s1\n    - E"),
            (
                "allow:\n  - a\n  - |\n    b\n    c\nother: x\n",
                "allow:\n  - a\n  - |\n    b\n    c\n  # s1\n  - E\nother: x\n"
            ),
            (
                "allow:\r\n  - a\r\nother: x\r\n",
                "allow:\r\n  - a\r\n  # s1\r\n  - E\r\nother: x\r\n"
            ),
            ("allow:\n  -\n    a\n", "allow:\n  -\n    a\n  # s1\n  - E\n"),
            (
                "\u{FEFF}allow:\n  - \u{E9}t\u{E9} \u{1F345}\n",
                "\u{FEFF}allow:\n  - \u{E9}t\u{E9} \u{1F345}\n  # s1\n  - E\n"
            ),
            ("---\nallow:\n  - a\n...\n", "---\nallow:\n  - a\n  # s1\n  - E\n...\n"),
            // Lists in brackets.
            ("allow: [a, \"b\"]  # why\n", "allow: [a, \"b\", E]  # why\n"),
            ("allow: []\n", "allow: [E]\n"),
            ("allow: [ ]", "allow: [ E]"),
            ("allow: [\n  a, # one\n  b # two\n  ]\n", "allow: [\n  a, # one\n  b, E # two\n  ]\n"),
            ("allow: [a, b, ]\n", "allow: [a, b, E, ]\n"),
            (
                "allow: [\n  \u{E9}t\u{E9}, # \u{E9}\n]\n",
                "allow: [\n  \u{E9}t\u{E9}, E, # \u{E9}\n]\n"
            ),
            ("{ allow: [a], rules: [] }\n", "{ allow: [a, E], rules: [] }\n"),
            // One text, or none.
            ("allow: nude # why\n", "allow: [nude, E] # why\n"),
            ("allow: 'it''s'\nrules: []\n", "allow: ['it''s', E]\nrules: []\n"),
            ("allow: a, b\n", "allow: [\"a, b\", E]\n"),
            ("allow:   # nothing yet\nrules: []\n", "allow: [E]   # nothing yet\nrules: []\n"),
            ("allow:\n", "allow: [E]\n"),
            ("{ allow: }\n", "{ allow:  [E]}\n"),
            // No key yet.
            ("rules: []\n# end\n", "rules: []\n# end\nallow:\n  # s1\n  - E\n"),
            ("rules: []", "rules: []\nallow:\n  # s1\n  - E\n"),
            ("# nothing\n", "# nothing\nallow:\n  # s1\n  - E\n"),
            ("", "allow:\n  # s1\n  - E\n"),
            ("rules: []\r\n", "rules: []\r\nallow:\r\n  # s1\r\n  - E\r\n"),
            ("{ rules: [] }", "{ rules: [], allow: [E] }"),
            ("{}\n", "{allow: [E]}\n"),
            (
                "  rules: []\n  disable: x\n",
                "  rules: []\n  disable: x\n  allow:\n    # s1\n    - E\n"
            ),
            (
                "description: |\n  one\n\n  two\n\n",
                "description: |\n  one\n\n  two\n\nallow:\n  # s1\n  - E\n"
            ),
        ])
    func layouts(_ before: String, _ after: String) throws {
        #expect(try added(before) == after.replacing("E", with: Self.entry))
    }

    @Test(
        "refuses a layout that it would damage",
        arguments: [
            "allow: &words [a]\ndisable: *words\n", "disable: &w [a]\nallow: *w\n",
            "allow: { a: b }\n", "allow: |\n  a\n", "- allow\n", "allow: [a\n", "a: 1\n---\nb: 2\n",
            "rules: []\n...\n",
        ])
    func refuses(_ text: String) {
        #expect(throws: RuleEditRefusal.self) { try added(text) }
    }

    @Test(
        "writes a rule's exception behind its words",
        arguments: [
            (
                "rules:\n  - id: a\n    words: [x]  # w\n    tests: { match: [x] }\n",
                "rules:\n  - id: a\n    words: [x]  # w\n    # s1\n    unless: [E]\n    tests: { match: [x] }\n"
            ),
            (
                "rules:\n- words:\n  - x\n  - y\n  id: a\n- id: b\n  words: z\n",
                "rules:\n- words:\n  - x\n  - y\n  # s1\n  unless: [E]\n  id: a\n- id: b\n  words: z\n"
            ),
            (
                "rules:\n  - { id: a, words: [x], tests: {pass: [y]} } # c\n",
                "rules:\n  - { id: a, words: [x], tests: {pass: [y]}, unless: [E] } # c\n"
            ),
            (
                "rules:\n  - id: a\n    pattern: >\n      x+\n      y\n    message: m",
                "rules:\n  - id: a\n    pattern: >\n      x+\n      y\n    # s1\n    unless: [E]\n    message: m"
            ),
            (
                "rules: [{id: a, words: x, unless: y}]",
                "rules: [{id: a, words: x, unless: [y, E]}]"
            ),
        ])
    func exceptions(_ before: String, _ after: String) throws {
        let path: [YAMLStep] = [.key("rules"), .index(0), .key("unless")]
        #expect(try added(before, path) == after.replacing("E", with: Self.entry))
    }

    @Test(
        "writes a whole rule",
        arguments: [
            (
                "pack: p\nrules:\n  - id: a\n    words: [x]\n\n# end\n",
                "pack: p\nrules:\n  - id: a\n    words: [x]\n  # s1\n  - id: b\n    category: c/d\n    words: [\"y\"]\n\n# end\n"
            ),
            ("rules: []\n", "rules: [{ id: b, category: c/d, words: [\"y\"] }]\n"),
            (
                "pack: p\n",
                "pack: p\nrules:\n  # s1\n  - id: b\n    category: c/d\n    words: [\"y\"]\n"
            ),
        ])
    func rules(_ before: String, _ after: String) throws {
        let rule = YAMLItem(rule: [("id", "b"), ("category", "c/d")], entry: "y", remark: "s1")
        let edit = try YAMLListEdit(Array(before.utf8), file: "f.yaml")
        let bytes = try #require(try edit.adding(rule: rule, id: "b"))
        #expect(String(decoding: bytes, as: UTF8.self) == after)
        #expect(try YAMLListEdit(bytes, file: "f.yaml").adding(rule: rule, id: "b") == nil)
    }
}
