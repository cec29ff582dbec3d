import GateCore

/// One revision of the rules, ready to judge.
///
/// A judgement reads the text as it was sent and, where that differs, as a person would
/// read it. In each reading the gate proposes places, and PCRE2 confirms each: what is
/// reported is exactly what PCRE2 alone would find, rule by rule.
final class CompiledRuleSet: RuleSet {
    let revision: String
    let roll: RuleRoll
    let gate: Gate
    let limits: MatchLimits
    let clock: WorkClock
    let codes = CodeCache()
    /// The most that any rule undoes.
    let folding: FoldingLevel
    private let zones: [PromptZone]
    private let tenants: [TenantID: TenantRules]
    private let scratches: ScratchPool

    var ruleCount: Int { roll.ruleCount }

    /// - Throws: `PatternFault` when the linked PCRE2 lacks Unicode support.
    init(
        _ layers: [RuleLayer], overlays: [TenantOverlay] = [], revision: String,
        limits: MatchLimits = MatchLimits(), clock: WorkClock = .thread
    ) throws(PatternFault) {
        let table = try CharacterTable.shared.get()
        let roll = RuleRoll(layers, overlays: overlays)
        self.roll = roll
        self.revision = revision
        self.limits = limits
        self.clock = clock
        gate = GateBuilder.gate(for: roll, table: table)
        scratches = ScratchPool(table: table)
        let traits = roll.allTraits
        folding = traits.map(\.folding).max() ?? .off
        let judged = traits.reduce(into: ZoneSet()) { $0.formUnion($1.zones) }
        zones = PromptZone.allCases.filter { judged.contains(ZoneSet($0)) }
        tenants = overlays.enumerated().reduce(into: [:]) { tenants, item in
            tenants[item.element.tenant] = TenantRules(
                item.element, number: item.offset, roll: roll)
        }
    }

    func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
        let overlay = tenants.isEmpty ? nil : tenant.flatMap { tenants[$0] }
        var text = text
        return text.withUTF8 { bytes in
            scratches.lend { judge(bytes, overlay, $0) }
        }
    }

    private func judge(
        _ text: UnsafeBufferPointer<UInt8>, _ tenant: TenantRules?, _ scratch: JudgeScratch
    ) -> TextJudgement {
        guard !text.isEmpty else { return clear }
        let parts = PromptZones(text)
        var search = TextSearch(self, tenant: tenant, scratch: scratch.match)
        for zone in zones {
            if zone == .text, parts.parts.isEmpty {
                read(text, zone, scratch, &search)
            } else if parts.mask(text, keeping: zone, into: &scratch.zone) {
                scratch.zone.withUnsafeBufferPointer { read($0, zone, scratch, &search) }
            }
        }
        return search.isEmpty ? clear : search.judgement(of: text)
    }

    private var clear: TextJudgement {
        TextJudgement(action: .allow, matches: [], revision: revision)
    }

    /// Judges one zone in all its readings.
    private func read(
        _ text: UnsafeBufferPointer<UInt8>, _ zone: PromptZone, _ scratch: JudgeScratch,
        _ search: inout TextSearch
    ) {
        scratch.folded.read(text)
        propose(
            TextReading(bytes: text, zone: zone, number: 0, level: .off), scratch, &search)
    }

    private func propose(
        _ reading: TextReading, _ scratch: JudgeScratch, _ search: inout TextSearch
    ) {
        scratch.candidates.removeAll(keepingCapacity: true)
        gate.collect(scratch.folded, into: &scratch.candidates)
        if scratch.candidates.isEmpty && gate.unindexed.isEmpty { return }
        search.run(&scratch.candidates, unindexed: gate.unindexed, in: reading)
    }
}
