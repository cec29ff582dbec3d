import GateCore
import Testing

@testable import GateRules

@Suite("Reading a pack")
struct PackReaderTests {
    @Test("reads every key of a rule")
    func wholeRule() throws {
        let layer = try PackFiles.layer(
            #"""
            pack: mine
            description: all of it
            rules:
              - id: violence.minor
                category: violence
                words: ["kill* child*", knife]
                pattern: '\bkill(?:ing|ed)?\s+(?:a\s+)?child\w*'
                unless: ["killer child actor"]
                action: review
                severity: critical
                mode: shadow
                message: "Not allowed."
                zones: [text, negative]
                folding: strict
                undecided: pass
                description: why
                references: [https://example.org/]
                tests:
                  match: ["killing a child"]
                  pass: killer child actor
            """#)
        let rule = try #require(layer.rules.first)
        #expect(layer.name == "mine" && layer.rules.count == 1)
        #expect(
            rule.id == "violence.minor"
                && rule.place == RulePlace(file: "p.yaml", line: 4, column: 5))
        #expect(
            rule.traits
                == RuleTraits(
                    category: "violence", openAI: ["violence"], severity: .critical,
                    action: .review, mode: .shadow, message: "Not allowed.",
                    zones: [.text, .negative], folding: .strict, undecided: .pass))
        #expect(
            rule.terms.map(\.written) == [
                "kill* child*", "knife", #"\bkill(?:ing|ed)?\s+(?:a\s+)?child\w*"#,
            ])
        #expect(rule.unless.map(\.written) == ["killer child actor"])
        #expect(rule.examples.map(\.text) == ["killing a child", "killer child actor"])
        #expect(rule.examples.map(\.matches) == [true, false])
        #expect(rule.examples.map(\.place.line) == [19, 20])
    }

    @Test("gives a rule the gateway's traits, then the pack's, its category's, and its own")
    func precedence() throws {
        let layer = try PackFiles.layer(
            """
            defaults: {action: flag, severity: low, mode: shadow, category: common, zones: url}
            categories:
              blood: {openai: [violence, violence/graphic], severity: medium}
              gore: {action: review}
            rules:
              - {id: a, words: a}
              - {id: b, words: b, category: blood}
              - {id: c, words: c, category: blood, severity: critical, zones: [text]}
              - {id: d, words: d, category: gore}
              - {id: e, words: e, category: sexual/minors}
            """)
        let traits = layer.rules.map(\.traits)
        #expect(traits.map(\.category) == ["common", "blood", "blood", "gore", "sexual/minors"])
        #expect(traits.map(\.severity) == [.low, .medium, .critical, .low, .low])
        #expect(traits.map(\.action) == [.flag, .flag, .flag, .review, .flag])
        #expect(traits.map(\.zones) == [.url, .url, .text, .url, .url])
        #expect(traits.allSatisfy { $0.mode == .shadow && $0.folding == .standard })
        let blood = ["violence", "violence/graphic"]
        #expect(traits.map(\.openAI) == [[], blood, blood, [], ["sexual/minors"]])
    }

    @Test("calls a pack and its rules' category by the file's name where nothing else is said")
    func names() throws {
        let layer = try PackFiles.reading([("rules/my.own.yaml", "rules: [{id: a, words: b}]")])
            .layers[0]
        #expect(layer.name == "my.own" && layer.rules[0].traits.category == "my.own")
    }

    @Test(
        "takes every text as it is written",
        arguments: ["no", "off", "yes", "on", "true", "null", "1.0", "0x10", "2024-01-01", "1_000"])
    func yamlTypes(_ word: String) throws {
        let rule = try PackFiles.layer("rules: [{id: '1', words: [\(word)], message: \(word)}]")
            .rules[0]
        #expect(rule.terms.map(\.written) == [word] && rule.traits.message == word)
    }

    @Test("reads off, which YAML calls a boolean, and ids that look like numbers")
    func traps() throws {
        let rule = try PackFiles.layer("rules: [{id: 12, words: b, folding: off}]").rules[0]
        #expect(rule.traits.folding == .off && rule.id == "12")
    }

    @Test("reads texts in blocks without the line break behind them")
    func blocks() throws {
        let rule = try PackFiles.layer(
            """
            rules:
              - id: a
                pattern: |
                  (?x) one  # the first
                  \\s two
                message: >
                  Not
                  allowed.
                words:
                  - |
                    three
            """
        ).rules[0]
        #expect(rule.terms.map(\.written) == ["(?x) one  # the first\n\\s two", "three"])
        #expect(rule.traits.message == "Not allowed.")
    }

    @Test("takes aliases, a byte order mark, and Windows' line ends")
    func variety() throws {
        let pack = "\u{FEFF}rules:\r\n  - {id: a, words: &w [b, c]}\r\n  - {id: d, words: *w}\r\n"
        let rules = try PackFiles.layer(pack).rules
        #expect(rules.map { $0.terms.map(\.written) } == [["b", "c"], ["b", "c"]])
        #expect(rules.map(\.place.line) == [2, 3] && rules[0].place.column == 5)
    }

    @Test("refuses aliases that stand for more than anybody writes")
    func laughs() {
        var pack = "a0: &a0 [b, b, b, b, b, b, b, b, b, b]\n"
        for level in 1..<12 {
            let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            pack += "a\(level): &a\(level) [\(inner)]\n"
        }
        #expect(
            PackFiles.faults(pack).first
                == "p.yaml:4:45: Aliases stand for more than 10000 values. Write a word list, "
                + "and name it under \"lists\".")
        #expect(
            PackFiles.faults("a: &a [*a ]\n").first?.hasPrefix("p.yaml:1:1: A pack has no key")
                == true)
    }

    @Test("refuses what is nested deeper than anybody writes")
    func depth() {
        let told = ": Lists and mappings are nested deeper than 16. Close them."
        let deep = "rules: " + String(repeating: "[", count: 100)
        #expect(PackFiles.faults(deep + "\n") == ["p.yaml:1:23" + told])
        let bottomless = "rules: " + String(repeating: "[", count: 100_000)
        #expect(PackFiles.faults(bottomless) == ["p.yaml:1:9" + told])
    }

    @Test("tells every fault of every file at once, up to a hundred a file")
    func all() {
        let bad = (1...150).map { "  - {id: r\($0), words: b, mode: x}" }.joined(separator: "\n")
        let faults = PackFiles.faults([
            ("a.yaml", "rules:\n\(bad)"), ("b.yaml", "rulez: []"), ("words.txt", "*\n/(/"),
            ("tenants/acme.yaml", "alow: []\ndisable: [none]"),
        ])
        #expect(faults.count == 101 + 1 + 2 + 2)
        #expect(faults[0].hasPrefix("a.yaml:2:30: ") && faults[99].hasPrefix("a.yaml:101:"))
        #expect(faults[100] == "a.yaml: 50 more things are wrong. Mend those above first.")
        #expect(faults[101].hasPrefix("b.yaml:1:1: ") && faults[102].hasPrefix("words.txt:1:1: "))
    }
}
