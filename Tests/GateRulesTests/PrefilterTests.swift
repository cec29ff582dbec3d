import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateRules

/// Whatever the index does, the answer is PCRE2's.
@Suite("Index and PCRE2 together")
struct PrefilterTests {
    private static let parts = [
        "a", "as", "ass", "kill", "KILLING", "\u{212A}ill", "a\u{17F}s", "nude", "é", "e\u{301}",
        "ß", "ẞ", "İ", "ı", "\u{345}", "ι", "裸", "体", "ー", "เ", "ำ", "я", "7", "x", "sexual",
        " ", "  ", "-", "\u{2011}", "--", "_", ".", ". ", ",", "'", "’", "::2", "\n", "🔥",
        "\u{FE0F}", "\u{200D}", "\u{301}", "*", "(", ") ", "\u{378}",
    ]

    @Test("find for generated entries and texts what PCRE2 alone finds", arguments: 0..<8)
    func differential(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        var hits = 0
        for _ in 0..<(20 * Self.rounds) {
            let rules = try TestRules.of(
                (0..<25).compactMap { _ in entry(random) }, folding: .off)
            for _ in 0..<20 {
                let text = phrase(random, upTo: 24)
                let expected = try alone(rules, text)
                hits += expected.count
                #expect(
                    found(rules, text) == expected, "seed \(seed), text \(text.debugDescription)")
            }
        }
        // The sentence is about hits: without any, nothing was compared.
        #expect(hits > 200)
    }

    private static let shapes = [
        #"/\b@(?:ing|ed|s)?\b/"#, #"/@\w*/"#, #"/\w*@\b/"#, #"/\b@\b.{0,9}\b#\b/"#,
        #"/\b(?:@|#)(?!#)/"#, #"/@[\s_-]?#/"#, #"/\b@[sk1]?#/"#, #"/(?<!\w)@/"#, #"/[@x]#/"#,
    ]

    /// An entry that the parser takes, or nil.
    private func entry(_ random: SeededRandom) -> String? {
        if random.next() % 4 == 0 { return pattern(random) }
        var entry = phrase(random, upTo: 3)
        if random.next() % 4 == 0 { entry += "*" }
        if random.next() % 6 == 0 { entry = "*" + entry }
        guard let reading = try? TestRules.read(entry.replacing("\n", with: " ")),
            reading.faults.isEmpty
        else { return nil }
        return reading.list.entries.first?.term.written
    }

    /// A pattern of the shapes that people write, with letters of the texts.
    private func pattern(_ random: SeededRandom) -> String? {
        let words = Self.parts.prefix(24)
        func word() -> String { words[Int(random.next() % UInt64(words.count))] }
        let shape = Self.shapes[Int(random.next() % UInt64(Self.shapes.count))]
        let entry = shape.replacing("@", with: word()).replacing("#", with: word())
        guard let reading = try? TestRules.read(entry), reading.faults.isEmpty else { return nil }
        return entry
    }

    /// `PREFILTER_ROUNDS=13` compares a million pairs of an entry and a text.
    private static let rounds =
        ProcessInfo.processInfo.environment["PREFILTER_ROUNDS"].flatMap(Int.init) ?? 1

    private func phrase(_ random: SeededRandom, upTo length: Int) -> String {
        let count = Int(random.next() % UInt64(length)) + 1
        return (0..<count).map { _ in
            Self.parts[Int(random.next() % UInt64(Self.parts.count))]
        }.joined()
    }

    private func found(_ rules: CompiledRuleSet, _ text: String) -> Set<String> {
        Set(rules.judge(text, tenant: nil).matches.map { "\($0.term) \($0.span)" })
    }

    /// Each entry by a search of its own through the text zone.
    private func alone(_ rules: CompiledRuleSet, _ text: String) throws -> Set<String> {
        let scratch = try #require(MatchScratch())
        var text = text
        return try text.withUTF8 { bytes in
            var view: [UInt8] = []
            _ = PromptZones(bytes).mask(bytes, keeping: .text, into: &view)
            var found: Set<String> = []
            for term in (0..<rules.roll.termCount).map(rules.roll.term) {
                let code = try PatternCode(term.pattern, for: .search)
                var place = 0
                while case .hit(let range) = view.withUnsafeBufferPointer({ view in
                    code.run(on: view, from: place, with: scratch, limit: .max)
                }) {
                    let start = CodePointCounter.count(bytes[..<range.lowerBound])
                    let end = CodePointCounter.count(bytes[..<range.upperBound])
                    found.insert("\(term.written) \([start, end])")
                    place = range.upperBound
                }
            }
            return found
        }
    }
}
