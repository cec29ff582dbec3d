import GateCore
import Testing

@testable import GateRules

@Suite("Adding to overlays of many layouts")
struct OverlayEditFuzzTests {
    private enum Style: CaseIterable {
        case dashes, flush, brackets, spread, single, missing, absent
    }

    private static let pool = [
        "nude", "'blood orange'", "\"no \\\"guts\\\"\"", "\"\u{E9}t\u{E9} \u{1F345}\"", "c++",
        "'it''s # art'", "\"*wild\"", "two words",
    ]
    private static let meant = [
        "nude", "blood orange", "no \"guts\"", "\u{E9}t\u{E9} \u{1F345}", "c++", "it's # art",
        "*wild", "two words",
    ]
    private static let added = ["tyrone", "say \"hi\"", "back\\slash word", "\u{732B}"]

    @Test("the allowances are those that were there and the new ones, and the rest stays")
    func allowances() throws {
        var random = SeededGenerator(seed: 20_261_123)
        for round in 0..<400 {
            let (text, words) = layout(&random)
            var bytes = Array(text.utf8)
            for entry in Self.added {
                let edit = try OverlayEdit(bytes, file: "tenants/acme.yaml")
                bytes = try edit.allowing(entry, remark: "s1")
            }
            let file = RuleFile(path: "tenants/acme.yaml", bytes: bytes)
            let reader = OverlayReader(file, table: try CharacterTable.shared.get())
            let overlay = reader.contents([:]).overlay
            let shown = "round \(round):\n\(text)\n---\n\(String(decoding: bytes, as: UTF8.self))"
            try #require(reader.sheet.isEmpty, "\(shown)")
            try #require(overlay.allow.map(\.written) == words + Self.added, "\(shown)")
            for line in text.split(whereSeparator: \.isNewline) where !line.contains("allow") {
                #expect(isKept(String(line), bytes), "\(shown)")
            }
        }
    }

    /// Whether the line's text stands in the file still, be it in pieces around an insertion.
    private func isKept(_ line: String, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        return line.utf8.allSatisfy { byte in
            guard let place = rest.firstIndex(of: byte) else { return false }
            rest = rest[(place + 1)...]
            return true
        }
    }

    // MARK: Layouts

    private func layout(_ random: inout SeededGenerator) -> (text: String, words: [String]) {
        let style = Style.allCases.randomElement(using: &random) ?? .dashes
        let count = style == .single ? 1 : Int.random(in: 1...4, using: &random)
        let places = (0..<count).map { _ in Int.random(in: 0..<Self.pool.count, using: &random) }
        let before = ["# head", "description: a shop", ""].shuffled(using: &random)
        let after = ["disable: []", "", "# end", "rules: []"].shuffled(using: &random)
        var lines = Array(before.prefix(Int.random(in: 0...3, using: &random)))
        lines += allow(style, places.map { Self.pool[$0] }, &random)
        lines += after.prefix(Int.random(in: 0...4, using: &random))
        let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
        let mark = Bool.random(using: &random) ? "\u{FEFF}" : ""
        let end = Bool.random(using: &random) ? lineBreak : ""
        let isNone = style == .missing || style == .absent
        return (
            mark + lines.joined(separator: lineBreak) + end,
            isNone ? [] : places.map { Self.meant[$0] }
        )
    }

    private func allow(
        _ style: Style, _ words: [String], _ random: inout SeededGenerator
    ) -> [String] {
        let remark = Bool.random(using: &random) ? "  # why, [not]" : ""
        let indent = String(repeating: " ", count: Int.random(in: 1...4, using: &random))
        switch style {
        case .dashes: return ["allow:\(remark)"] + words.map { "\(indent)- \($0)\(remark)" }
        case .flush: return ["allow:"] + words.map { "-\(indent)\($0)\(remark)" }
        case .brackets: return ["allow: [\(words.joined(separator: ", "))]\(remark)"]
        case .spread:
            return ["allow: ["] + words.map { "\(indent)\($0),\(remark)" } + ["\(indent)]"]
        case .single: return ["allow: \(words[0])\(remark)"]
        case .missing: return ["allow:\(remark)"]
        case .absent: return ["override: {}"]
        }
    }
}
