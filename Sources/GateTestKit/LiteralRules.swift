import GateCore

/// A rule set that blocks texts containing one of its words, caseless, by plain search:
/// for tests of everything that is not matching.
public struct LiteralRules: RuleSet {
    public let revision: String
    public var ruleCount: Int { words.count }
    private let words: [String]
    private let action: RuleAction

    /// - Parameters:
    ///   - words: what to find.
    ///   - action: what a find asks for.
    ///   - revision: the name of this revision.
    public init(_ words: [String], action: RuleAction = .block, revision: String = "test") {
        self.words = words
        self.action = action
        self.revision = revision
    }

    public func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
        let matches = words.compactMap { word in match(word, in: text) }
        return TextJudgement(
            action: matches.isEmpty ? .allow : action, matches: matches, revision: revision)
    }

    private func match(_ word: String, in text: String) -> RuleMatch? {
        let scalars = Array(text.lowercased().unicodeScalars)
        let wanted = Array(word.lowercased().unicodeScalars)
        guard wanted.count <= scalars.count else { return nil }
        let starts = 0...(scalars.count - wanted.count)
        guard let start = starts.first(where: { Array(scalars[$0..<$0 + wanted.count]) == wanted })
        else { return nil }
        return RuleMatch(
            rule: "test.\(word)", category: "test", severity: .high, action: action,
            span: start..<start + wanted.count, text: word, term: word, folding: .exact)
    }
}
