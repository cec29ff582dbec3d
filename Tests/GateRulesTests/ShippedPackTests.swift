import Foundation
import GateCore
import Testing

@testable import GateRules

/// The pack and the list that come with the gateway, as they judge together.
@Suite("The pack that comes with the gateway")
struct ShippedPackTests {
    /// The top of the repository, even where the tests stand behind a symbolic link.
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private let rules: any RuleSet

    /// Loading runs every rule's own tests, and fails with the first that fails.
    init() throws {
        rules = try RuleBook.load(Self.locations)
    }

    private static var locations: RuleLocations {
        RuleLocations(bannedWords: "\(root)/banned_words.txt", rules: "\(root)/rules")
    }

    /// The prompts of `Tests/Prompts/images.tsv`, which `promptgate rules eval` reads too:
    /// 1 to be refused or looked at, 0 to pass.
    private func prompts(_ label: String) throws -> [String] {
        try String(contentsOfFile: "\(Self.root)/Tests/Prompts/images.tsv", encoding: .utf8)
            .split(separator: "\n")
            .filter { $0.hasPrefix("\(label)\t") }
            .map { String($0.dropFirst(2)) }
    }

    private func judge(_ text: String) -> TextJudgement { rules.judge(text, tenant: nil) }

    private func found(_ text: String) -> String {
        judge(text).matches.map { "\($0.rule) \"\($0.text)\"" }.joined(separator: ", ")
    }

    @Test("lets innocent prompts for images pass")
    func passesInnocent() throws {
        let prompts = try prompts("0")
        #expect(prompts.count >= 150)
        for prompt in prompts {
            #expect(judge(prompt).action == .allow, "\(prompt): \(found(prompt))")
        }
    }

    @Test("refuses or holds what no platform wants drawn")
    func refusesBad() throws {
        let prompts = try prompts("1")
        #expect(prompts.count >= 100)
        for prompt in prompts {
            #expect(judge(prompt).action >= .review, "\(prompt): \(found(prompt))")
        }
    }

    @Test("brings texts to find and texts to pass with every rule")
    func testsEveryRule() throws {
        let files = try RuleFiles(reading: Self.locations)
        let reading = RevisionReader(table: try CharacterTable.shared.get()).read(files)
        let rules = reading.layers.flatMap(\.rules)
        #expect(rules.count >= 80)
        for rule in rules {
            let matches = rule.examples.count { $0.matches }
            #expect(matches >= 2 && rule.examples.count - matches >= 2, "\(rule.id)")
            #expect(rule.traits.message != nil, "\(rule.id)")
        }
    }

    @Test("has patterns that hostile prompts cannot stall, and whose words can be looked for")
    func patternsAreCheap() throws {
        let files = try RuleFiles(reading: Self.locations)
        let reading = RevisionReader(table: try CharacterTable.shared.get()).read(files)
        for term in reading.layers.flatMap(\.rules).flatMap(\.terms) {
            guard case .pattern(let pattern) = term.form else { continue }
            #expect(PatternCost.fault(of: pattern) == nil, "\(pattern)")
            #expect(!PatternLiterals(pattern).literals.isEmpty, "\(pattern)")
        }
    }

    @Test("brings a sample of an overlay that works once it is renamed")
    func sampleWorks() throws {
        var files = try RuleFiles(reading: Self.locations)
        let sample = try RuleFile(reading: "\(Self.root)/rules/tenants/example.yaml.sample")
        let overlay = RuleFile(path: "rules/tenants/example.yaml", bytes: sample.bytes)
        files.entries.append(RuleFiles.Entry(role: .overlay, file: overlay))
        let rules = try RuleLoader().load(files).rules
        let text = "Judith beheading Holofernes, Baroque"
        #expect(rules.judge(text, tenant: "example").action == .allow)
        #expect(rules.judge(text, tenant: "other").action == .block)
    }

    /// Each word is a sentence of its own, so that no two make a phrase. What folding reveals
    /// is the engine's business, not the pack's.
    @Test("finds in a dictionary only words that are meant", .enabled(if: hasDictionary))
    func findsFewWords() throws {
        let words = try lines(Self.dictionary)
        var found: Set<String> = []
        for start in stride(from: 0, to: words.count, by: 200) {
            let text = words[start..<min(start + 200, words.count)].joined(separator: ".\n")
            let plain = judge(text).matches.filter { [.exact, .case].contains($0.folding) }
            found.formUnion(plain.map { $0.text.lowercased() })
        }
        let meant = try lines("\(Self.root)/Tests/Prompts/dictionary.txt").filter {
            !$0.hasPrefix("#")
        }
        #expect(found.subtracting(meant).sorted() == [])
    }

    private static let dictionary = "/usr/share/dict/american-english-huge"
    private static var hasDictionary: Bool {
        FileManager.default.isReadableFile(atPath: dictionary)
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
