import Foundation
import GateCore
import Testing

@testable import GateRules

@Suite("Linting rule files")
struct RuleLinterTests {
    /// The warnings about one pack, one word list, and one tenant's overlay.
    private func warnings(_ pack: String, words: String = "", overlay: String? = nil) throws
        -> [String]
    {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("rules/tenants"), withIntermediateDirectories: true)
        try folder.write("rules/house.yaml", pack)
        try folder.write("words.txt", words)
        if let overlay { try folder.write("rules/tenants/acme.yaml", overlay) }
        let inspection = RuleInspection(
            RuleLocations(
                bannedWords: folder.path("words.txt"), isBannedWordsNamed: true,
                rules: folder.path("rules")))
        try #require(inspection.faults == [])
        return RuleLinter(inspection).lint().map(\.message)
    }

    private func pack(_ rules: String...) -> String {
        "pack: house\nrules:\n" + rules.map { "  - { category: c, \($0) }\n" }.joined()
    }

    @Test("finds entries that stand twice, and shadowed ones")
    func twice() throws {
        let found = try warnings(
            pack(#"id: a, words: ["sexual*"]"#, #"id: b, words: ["blood"]"#),
            words: "blood\nsexually\n")
        #expect(
            found.contains { $0.contains("\"blood\" of b stands in midjourney-banned.blood too") })
        #expect(found.contains { $0.contains("\"sexually\"") && $0.contains("is shadowed") })
    }

    @Test("tells patterns apart by letter case, since \\S is not \\s")
    func patterns() throws {
        let found = try warnings(
            pack(#"id: a, pattern: 'kill\sall'"#, #"id: b, pattern: 'kill\Sall'"#))
        #expect(found == [])
    }

    @Test("finds patterns that are words, and patterns that every prompt is searched for")
    func forms() throws {
        let found = try warnings(
            pack(#"id: a, pattern: '\bblood\b'"#, #"id: b, pattern: '\d{3}-\d{4}'"#))
        #expect(found.contains { $0.contains("of a is a word") })
        #expect(found.contains { $0.contains("in a match of b") })
    }

    @Test("finds exceptions that void a word, in a rule and in an overlay")
    func voided() throws {
        let found = try warnings(
            pack(#"id: a, words: ["blood"], unless: ["blood"]"#, #"id: b, words: ["gore"]"#),
            overlay: "allow: [\"gore\"]\n")
        #expect(found.contains { $0.contains("of a never matches") })
        #expect(found.contains { $0.contains("\"allow\" voids \"gore\" of b for acme") })
    }

    @Test("counts dictionary words that a rule hits without naming them")
    func innocent() throws {
        let rules = try TestRules.of(["ass*", "blood"])
        var hits = InnocentHits()
        for word in ["assess", "assume", "glass", "blood", "ass"] { hits.add(word, by: rules) }
        let found = try #require(hits.rules.first)
        #expect(hits.rules.count == 1 && found.count == 3)
        #expect(found.examples == ["assess", "assume", "ass"])
    }
}
