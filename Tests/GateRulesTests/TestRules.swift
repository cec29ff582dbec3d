import GateCore

@testable import GateRules

/// Rule sets written as lines of `banned_words.txt`.
enum TestRules {
    /// - Throws: `RuleFaults` when a line is wrong.
    static func of(
        _ lines: [String], limits: MatchLimits = MatchLimits(), clock: WorkClock = .thread
    ) throws -> CompiledRuleSet {
        let reading = try read(lines.joined(separator: "\n"))
        guard reading.faults.isEmpty else { throw RuleFaults(reading.faults) }
        return try CompiledRuleSet(
            [RuleLayer(lists: [reading.list])], revision: "test", limits: limits, clock: clock)
    }

    static func read(_ text: String) throws -> BannedWordsParser.Reading {
        try read(Array(text.utf8))
    }

    static func read(_ bytes: [UInt8]) throws -> BannedWordsParser.Reading {
        try BannedWordsParser(file: "words.txt", table: CharacterTable.shared.get()).read(bytes)
    }

    /// What `lines` find in `text`, each as the text between its span's ends.
    static func finds(_ lines: String..., in text: String) throws -> [String] {
        try of(lines).judge(text, tenant: nil).matches.map(\.text)
    }
}
