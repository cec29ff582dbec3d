import GateCore

/// One revision of the rules, ready to judge.
///
/// A judgement cuts the text into words, lets the index propose places, and has PCRE2
/// confirm each: what is reported is exactly what PCRE2 alone would find, rule by rule.
final class CompiledRuleSet: RuleSet {
    let revision: String
    let rules: [NumberedRule]
    let terms: [Term]
    let owners: [TermOwner]
    let limits: MatchLimits
    let clock: WorkClock
    let codes = CodeCache()

    private let index: TokenIndex
    private let scratches = ScratchPool()

    var ruleCount: Int { rules.count }

    /// - Throws: `PatternFault` when the linked PCRE2 lacks Unicode support.
    init(
        _ layers: [RuleLayer], overlays: [TenantOverlay] = [], revision: String,
        limits: MatchLimits = MatchLimits(),
        clock: WorkClock = .thread
    ) throws(PatternFault) {
        let roll = TermRoll(layers)
        self.revision = revision
        self.limits = limits
        self.clock = clock
        rules = roll.rules
        terms = roll.terms
        owners = roll.owners
        index = TokenIndex(roll.terms, table: try CharacterTable.shared.get())
    }

    func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
        var text = text
        return text.withUTF8 { bytes in
            guard let masked = PromptZones(bytes).masked(bytes, keeping: .text) else {
                return judge(bytes, as: bytes)
            }
            return masked.withUnsafeBufferPointer { judge(bytes, as: $0) }
        }
    }

    /// Judges `view`, which is `original` with other zones blanked out, byte for byte.
    private func judge(
        _ original: UnsafeBufferPointer<UInt8>, as view: UnsafeBufferPointer<UInt8>
    ) -> TextJudgement {
        let candidates = index.candidates(in: view)
        if view.isEmpty || (candidates.isEmpty && index.unindexed.isEmpty) {
            return TextJudgement(action: .allow, matches: [], revision: revision)
        }
        return scratches.lend { scratch in
            var search = TextSearch(rules: self, text: view, scratch: scratch)
            search.run(candidates, unindexed: index.unindexed)
            return search.judgement(of: original)
        }
    }
}
