import Foundation
import GateTestKit
import Testing

@testable import GateRules

/// Whenever PCRE2 finds a match, the text holds a literal where it was promised.
@Suite("Literals of patterns and PCRE2 together")
struct LiteralPromiseTests {
    @Test("hold for generated patterns and texts")
    func promise() throws {
        let rounds = ProcessInfo.processInfo.environment["PATTERNS_ROUNDS"].flatMap { Int($0) }
        var counts = Counts()
        let maker = PatternMaker(random: SeededRandom(seed: 7))
        let table = try CharacterTable.shared.get()
        let scratch = try #require(MatchScratch())
        for _ in 0..<(rounds ?? 1_000) {
            let (pattern, texts) = maker.pattern()
            let literals = PatternLiterals(pattern)
            guard let code = try? PatternCode(pattern, for: .search, isJIT: false) else { continue }
            for text in texts {
                counts.pairs += 1
                guard let start = Self.start(of: code, in: text, scratch) else { continue }
                counts.matches += 1
                if !literals.literals.isEmpty { counts.told += 1 }
                if literals.anchor == .wordPrefix { counts.words += 1 }
                let isKept = Promise(literals, table: table).isKept(in: text, at: start)
                #expect(isKept, "/\(pattern)/ in \(text.debugDescription): \(literals)")
            }
        }
        print("\(counts)")
        #expect(counts.matches > counts.pairs / 10 && counts.told > counts.matches / 4)
        #expect(counts.words > counts.matches / 100)
    }

    private struct Counts {
        var pairs = 0
        var matches = 0
        var told = 0
        var words = 0
    }

    /// Where the first match begins, in bytes.
    private static func start(
        of code: PatternCode, in text: String, _ scratch: MatchScratch
    ) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            guard case .hit(let range) = code.run(on: bytes, from: 0, with: scratch, limit: 10_000)
            else { return nil }
            return range.lowerBound
        }
    }
}

/// What `PatternLiterals` says, put to the proof.
private struct Promise {
    private let literals: PatternLiterals
    private let table: CharacterTable

    init(_ literals: PatternLiterals, table: CharacterTable) {
        self.literals = literals
        self.table = table
    }

    func isKept(in text: String, at start: Int) -> Bool {
        if literals.literals.isEmpty { return true }
        let bytes = Array(text.utf8)
        let before = Array(String(decoding: bytes[..<start], as: UTF8.self).unicodeScalars)
        let behind = Array(String(decoding: bytes[start...], as: UTF8.self).unicodeScalars)
        let folded = table.folded(behind)
        switch literals.anchor {
        case .inside:
            return literals.literals.contains { Self.holds(table.folded(before + behind), $0) }
        case .prefix: return literals.literals.contains { folded.starts(with: $0) }
        case .wordPrefix:
            guard before.last.map({ !table[$0].isWord || Self.isMark($0) }) ?? true else {
                return false
            }
            return literals.literals.contains { literal in
                folded.starts(with: literal) && (!literals.isWholeToken || isWhole(literal, behind))
            }
        }
    }

    private func isWhole(_ literal: [UInt8], _ behind: [Unicode.Scalar]) -> Bool {
        let length = String(decoding: literal, as: UTF8.self).unicodeScalars.count
        let next = behind.dropFirst(length).first
        return next.map { !table[$0].isWord || Self.isMark($0) } ?? true
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass != .notReordered
            || [.spacingMark, .nonspacingMark, .enclosingMark].contains(
                scalar.properties.generalCategory)
    }

    private static func holds(_ text: [UInt8], _ literal: [UInt8]) -> Bool {
        text.count >= literal.count
            && (0...(text.count - literal.count)).contains {
                text[$0...].starts(with: literal)
            }
    }
}
