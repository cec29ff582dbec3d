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
    let codes: CodeCache
    let reportedTerms = ReportedTerms()
    /// The words that evasions are looked for of.
    let lexicon: Lexicon
    /// The most that any rule undoes.
    let folding: FoldingLevel
    private let zones: [PromptZone]
    private let tenants: [TenantID: TenantRules]
    private let scratches: ScratchPool
    private let table: CharacterTable

    var ruleCount: Int { roll.ruleCount }

    /// - Throws: `PatternFault` when the linked PCRE2 lacks Unicode support.
    init(
        _ layers: [RuleLayer], overlays: [TenantOverlay] = [], revision: String,
        limits: MatchLimits = MatchLimits(), clock: WorkClock = .thread
    ) throws(PatternFault) {
        let table = try CharacterTable.shared.get()
        let roll = RuleRoll(layers, overlays: overlays)
        self.roll = roll
        codes = CodeCache(terms: roll.termCount)
        self.table = table
        self.revision = revision
        self.limits = limits
        self.clock = clock
        let gate = GateBuilder.gate(for: roll, table: table)
        self.gate = gate
        lexicon = LexiconBuilder.lexicon(for: roll, gate: gate, table: table)
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
        // Nearly every string has its bytes in one place, and need not be copied to be read.
        if let judgement = text.utf8.withContiguousStorageIfAvailable({ judge($0, overlay) }) {
            return judgement
        }
        var text = text
        return text.withUTF8 { judge($0, overlay) }
    }

    private func judge(
        _ text: UnsafeBufferPointer<UInt8>, _ tenant: TenantRules?
    ) -> TextJudgement {
        scratches.lend(text.count) { judge(text, tenant, $0) }
    }

    private func judge(
        _ text: UnsafeBufferPointer<UInt8>, _ tenant: TenantRules?, _ scratch: JudgeScratch
    ) -> TextJudgement {
        guard !text.isEmpty else { return clear }
        scratch.parts.read(text)
        var search = TextSearch(self, tenant: tenant, scratch: scratch.match)
        for zone in zones {
            if zone == .text, scratch.parts.parts.isEmpty {
                read(text, zone, scratch, &search)
            } else if scratch.parts.mask(text, keeping: zone, into: &scratch.zone) {
                scratch.zone.withUnsafeBufferPointer { read($0, zone, scratch, &search) }
            }
        }
        return search.isEmpty ? clear : search.judgement(of: text)
    }

    func readings(of text: String) -> [RuleTextReading] {
        var readings: [RuleTextReading] = []
        var text = text
        text.withUTF8 { bytes in
            scratches.lend(bytes.count) { scratch in
                scratch.onReading = { reading in
                    let shown = reading.shown
                    if !readings.contains(shown) { readings.append(shown) }
                }
                defer { scratch.onReading = nil }
                _ = judge(bytes, nil, scratch)
            }
        }
        return readings
    }

    private var clear: TextJudgement {
        TextJudgement(action: .allow, matches: [], revision: revision)
    }

    /// Judges one zone in all its readings.
    private func read(
        _ text: UnsafeBufferPointer<UInt8>, _ zone: PromptZone, _ scratch: JudgeScratch,
        _ search: inout TextSearch
    ) {
        scratch.base.read(text, hasSigns: folding > .off)
        let asSent = TextReading(bytes: text, zone: zone, number: 0, level: .off)
        propose(asSent, scratch.base, scratch, &search)
        if folding == .off { return }
        if text.isPlainASCII { return readSegments(scratch, asSent, &search) }
        guard scratch.order.read(text, table) else {
            return readClean(text, asSent, scratch, &search)
        }
        scratch.order.bytes.withUnsafeBufferPointer { shown in
            var reading = TextReading(bytes: shown, zone: zone, number: 1, level: .standard)
            reading.order = scratch.order.map
            scratch.base.read(shown)
            propose(reading, scratch.base, scratch, &search)
            readClean(shown, reading, scratch, &search)
        }
    }

    /// Judges a reading, which `scratch.base` holds folded, as a person sees it.
    private func readClean(
        _ text: UnsafeBufferPointer<UInt8>, _ reading: TextReading, _ scratch: JudgeScratch,
        _ search: inout TextSearch
    ) {
        guard scratch.clean.read(text) else { return readSegments(scratch, reading, &search) }
        let clean = scratch.clean.bytes
        var view = TextReading(bytes: clean, zone: reading.zone, number: 2, level: .standard)
        view.clean = scratch.clean.map
        view.order = reading.order
        scratch.base.read(clean)
        propose(view, scratch.base, scratch, &search)
        readSegments(scratch, view, &search)
    }

    /// Judges what is written oddly in a reading, which `scratch.base` holds folded.
    private func readSegments(
        _ scratch: JudgeScratch, _ reading: TextReading, _ search: inout TextSearch
    ) {
        readSegments(scratch, reading, .standard, &search)
        if folding == .strict { readSegments(scratch, reading, .strict, &search) }
    }

    private func readSegments(
        _ scratch: JudgeScratch, _ reading: TextReading, _ level: FoldingLevel,
        _ search: inout TextSearch
    ) {
        scratch.segments.read(scratch.base, lexicon: lexicon, isWeak: level == .strict)
        if scratch.segments.segments.isEmpty { return }
        for number in 0..<scratch.segments.mostReadings {
            scratch.segmentView.make(
                scratch.base, scratch.segments.segments, scratch.segments.spellings,
                reading: number)
            scratch.segmentView.bytes.withUnsafeBufferPointer { bytes in
                var view = TextReading(
                    bytes: bytes, zone: reading.zone,
                    number: reading.number + number + (level == .strict ? 8 : 4), level: level)
                view.segments = scratch.segmentView.map
                view.clean = reading.clean
                view.order = reading.order
                scratch.folded.read(bytes, hasSigns: false)
                propose(view, scratch.folded, scratch, &search)
            }
        }
    }

    private func propose(
        _ reading: TextReading, _ folded: FoldedText, _ scratch: JudgeScratch,
        _ search: inout TextSearch
    ) {
        scratch.onReading?(reading)
        if !scratch.candidates.isEmpty { scratch.candidates.removeAll(keepingCapacity: true) }
        gate.collect(folded, into: &scratch.candidates)
        if scratch.candidates.isEmpty && gate.unindexed.isEmpty { return }
        MatcherTally.note(candidates: scratch.candidates.count)
        search.run(&scratch.candidates, unindexed: gate.unindexed, in: reading)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether there is nothing but ASCII in it, and no control characters.
    fileprivate var isPlainASCII: Bool {
        var all: UInt8 = 0
        for byte in self { all |= byte | (byte &+ 1) | (byte &- 0x20 & ~byte) }
        return all < 0x80
    }
}
