import GateCore

@testable import GateRules

/// Rule sets written as lines of `banned_words.txt`.
enum TestRules {
    /// - Throws: `RuleFaults` when a line is wrong.
    static func of(
        _ lines: [String], folding: FoldingLevel = .standard,
        limits: MatchLimits = MatchLimits(), clock: WorkClock = .thread
    ) throws -> CompiledRuleSet {
        let reading = try read(lines.joined(separator: "\n"), folding: folding)
        guard reading.faults.isEmpty else { throw RuleFaults(reading.faults) }
        return try CompiledRuleSet(
            [RuleLayer(name: "words", lists: [reading.list])], revision: "test", limits: limits,
            clock: clock)
    }

    /// A rule of one pattern, whatever the pattern may cost.
    static func unchecked(_ pattern: String) throws -> CompiledRuleSet {
        let term = Term(written: "/\(pattern)/", form: .pattern(pattern))
        let rule = Rule(id: "pattern", traits: RuleTraits(category: "c"), terms: [term])
        return try CompiledRuleSet([RuleLayer(name: "test", rules: [rule])], revision: "test")
    }

    static func read(
        _ text: String, folding: FoldingLevel = .standard
    ) throws -> BannedWordsParser.Reading {
        try read(Array(text.utf8), folding: folding)
    }

    static func read(
        _ bytes: [UInt8], folding: FoldingLevel = .standard
    ) throws -> BannedWordsParser.Reading {
        var traits = BannedWordsParser.traits
        traits.folding = folding
        return try BannedWordsParser(
            file: "words.txt", traits: traits, table: CharacterTable.shared.get()
        ).read(bytes)
    }

    /// What `lines` find in `text`, each as the text between its span's ends.
    static func finds(_ lines: String..., in text: String) throws -> [String] {
        try of(lines).judge(text, tenant: nil).matches.map(\.text)
    }
}
