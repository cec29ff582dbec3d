import GateCore

/// One compiled revision.
struct CompiledRules: RuleSet {
    let revision: String
    private let rules: [Rule]
    private let patterns: [CompiledPattern]
    private let prefilter: Prefilter
    private let zones: PromptZones

    var ruleCount: Int { rules.count }

    /// - Parameters:
    ///   - rules: with a pattern each.
    ///   - revision: the name of this revision.
    init(
        _ rules: [(rule: Rule, pattern: CompiledPattern)], zones: PromptZones, revision: String
    ) {
        self.rules = rules.map(\.rule)
        patterns = rules.map(\.pattern)
        prefilter = Prefilter(rules.map(\.rule.entry))
        self.zones = zones
        self.revision = revision
    }

    func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
        judge(text, candidates: prefilter.candidates(in:))
    }

    /// What PCRE2 alone says, every rule in turn: the truth that the prefilter must keep.
    func judgeWithoutPrefilter(_ text: String) -> TextJudgement {
        judge(text) { _ in Array(rules.indices) }
    }

    private func judge(
        _ text: String, candidates: (UnsafeBufferPointer<UInt8>) -> [Int]
    ) -> TextJudgement {
        let bytes = Array(text.utf8)
        var found: [(place: Int, bytes: Range<Int>)] = []
        var undecided: [String] = []
        zones.text(of: bytes).withUnsafeBufferPointer { buffer in
            for place in candidates(buffer) {
                guard let ranges = patterns[place].matches(in: buffer) else {
                    undecided.append(rules[place].id)
                    continue
                }
                found += ranges.map { (place, $0) }
            }
        }
        found.sort { ($0.bytes.lowerBound, $0.place) < ($1.bytes.lowerBound, $1.place) }
        let matches = found.map { match(rules[$0.place], $0.bytes, bytes) }
        return TextJudgement(
            action: matches.map(\.action).max() ?? .allow, matches: matches,
            undecided: undecided, revision: revision)
    }

    private func match(_ rule: Rule, _ range: Range<Int>, _ bytes: [UInt8]) -> RuleMatch {
        let text = String(decoding: bytes[range], as: UTF8.self)
        let written = rule.entry.written
        return RuleMatch(
            rule: rule.id, category: rule.category, severity: rule.severity, action: rule.action,
            span: codePoints(bytes, range.lowerBound)..<codePoints(bytes, range.upperBound),
            text: text, term: written,
            folding: text == written || text == text.lowercased() ? .exact : .case,
            message: rule.message)
    }

    /// How many code points begin before a byte.
    private func codePoints(_ bytes: [UInt8], _ end: Int) -> Int {
        bytes[..<end].count { $0 & 0xC0 != 0x80 }
    }
}
