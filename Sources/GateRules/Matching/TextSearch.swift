import GateCore

/// The work of judging one text: collects what PCRE2 confirms, within the limits.
struct TextSearch {
    private let rules: CompiledRuleSet
    private let tenant: TenantRules?
    /// Nil when memory is short: then nothing can be decided.
    private let scratch: MatchScratch?
    private var deadline: Duration?
    private var lastLook: Duration?

    private var findings: [Finding] = []
    private var excuses = Excuses()
    private var strongest = RuleAction.allow
    private var undecided: Set<Int> = []
    private var isSpent = false

    init(_ rules: CompiledRuleSet, tenant: TenantRules?, scratch: MatchScratch?) {
        self.rules = rules
        self.tenant = tenant
        self.scratch = scratch
    }

    /// Whether nothing was found, and everything decided.
    var isEmpty: Bool { findings.isEmpty && undecided.isEmpty }

    /// Finds, in one reading, what exceptions and then rules find: an excused match must
    /// not count for any limit, or a text full of excuses would hide what follows.
    /// - Parameters:
    ///   - candidates: what the gate proposes.
    ///   - unindexed: the terms that it cannot find.
    mutating func run(
        _ candidates: inout [Candidate], unindexed: [UInt32], in reading: TextReading
    ) {
        if candidates.count > 1 { candidates.sort() }
        let hasExceptions =
            candidates.contains { isException(Int($0.term)) }
            || unindexed.contains { isException(Int($0)) }
        if hasExceptions {
            confirm(candidates, exceptions: true, in: reading)
            search(unindexed, exceptions: true, in: reading)
            excuses.settle()
        }
        confirm(candidates, exceptions: false, in: reading)
        search(unindexed, exceptions: false, in: reading)
    }

    private mutating func search(
        _ terms: [UInt32], exceptions: Bool, in reading: TextReading
    ) {
        for term in terms where isException(Int(term)) == exceptions {
            search(for: Int(term), in: reading)
        }
    }

    private func isException(_ term: Int) -> Bool {
        if case .rule = rules.roll.owner(of: term) { false } else { true }
    }

    /// Asks PCRE2 about every candidate, term by term from left to right, so that for each
    /// term the result is that of a search of its own: a candidate inside the term's last
    /// match is passed over.
    private mutating func confirm(
        _ candidates: [Candidate], exceptions: Bool, in reading: TextReading
    ) {
        var last = (term: UInt32.max, end: 0)
        for (count, candidate) in candidates.enumerated()
        where isException(Int(candidate.term)) == exceptions {
            if count % 64 == 63 { lookAtClock() }
            if candidate.term == last.term, Int(candidate.start) < last.end { continue }
            if candidate.start == Candidate.anywhere {
                if candidate.term == last.term, last.end == .max { continue }
                last = (candidate.term, .max)
                search(for: Int(candidate.term), in: reading)
                continue
            }
            guard isWanted(Int(candidate.term), in: reading) else { continue }
            let outcome = run(
                Int(candidate.term), for: .confirm, on: reading, from: Int(candidate.start))
            if case .hit(let range) = outcome { last = (candidate.term, range.upperBound) }
            note(outcome, of: Int(candidate.term), in: reading)
        }
    }

    /// Searches the whole text for a term.
    private mutating func search(for term: Int, in reading: TextReading) {
        var place = 0
        var window = rules.limits.firstWindow
        while place < reading.bytes.count, isWanted(term, in: reading) {
            // Where it goes slowly, the clock is looked at more often.
            let isSlow = lookAtClock() > rules.limits.slowWindow
            window = isSlow ? rules.limits.firstWindow : min(2 * window, rules.limits.window)
            let next = reading.bytes.characterStart(atOrAfter: place + window)
            let outcome = run(term, for: .search, on: reading, from: place, through: next - 1)
            note(outcome, of: term, in: reading)
            switch outcome {
            case .clear: place = next
            case .hit(let range):
                place = max(range.upperBound, reading.bytes.characterStart(atOrAfter: place + 1))
            case .undecided: return
            }
        }
    }

    // MARK: One term

    private func run(
        _ term: Int, for use: PatternUse, on reading: TextReading, from start: Int,
        through last: Int? = nil
    ) -> PatternOutcome {
        guard !isSpent, let scratch,
            let code = rules.codes.code(of: term, in: rules.roll, for: use)
        else { return .undecided }
        let limits = rules.limits
        return code.code.run(
            on: reading.bytes, from: start, through: last, with: scratch,
            limit: code.isLinear ? limits.phraseSteps : limits.patternSteps)
    }

    private mutating func note(_ outcome: PatternOutcome, of term: Int, in reading: TextReading) {
        switch (outcome, rules.roll.owner(of: term)) {
        case (.clear, _): break
        case (.hit(let range), .rule(let rule)): note(range, rule, term, reading)
        case (.hit(let range), let owner): excuses.add(reading.source(of: range), of: owner)
        case (.undecided, .rule(let rule)):
            if rules.roll.kind(of: rule).undecided == .deny { undecided.insert(rule) }
        // An exception that cannot be decided excuses nothing.
        case (.undecided, _): break
        }
    }

    private mutating func note(
        _ range: Range<Int>, _ rule: Int, _ term: Int, _ reading: TextReading
    ) {
        guard let folding = folding(of: range, term, reading) else { return }
        let source = reading.source(of: range)
        if isExcused(source, rule: rule) { return }
        findings.append(
            Finding(
                rule: rule, term: term, range: source, reading: reading.number, folding: folding))
        strongest = max(strongest, enforcedAction(of: rule))
    }

    /// What was undone; nil for a find that owes nothing to the reading it is in, and so is
    /// none of the text as sent either. `exact` when PCRE2 finds the same without being told
    /// to ignore case.
    private func folding(of range: Range<Int>, _ term: Int, _ reading: TextReading) -> Folding? {
        if !reading.isAsSent { return reading.folding(in: range).name }
        let text = reading.bytes[range]
        // Asked of every match, so what needs no PCRE2 is told without it.
        if rules.roll.isPlainWord(term) {
            return text.elementsEqual(rules.roll.written(term).utf8) ? .exact : .case
        }
        let outcome = run(term, for: .confirmExact, on: reading, from: range.lowerBound)
        return outcome == .hit(range) ? .exact : .case
    }

    private func isExcused(_ range: Range<Int>, rule: Int) -> Bool {
        if excuses.isEmpty { return false }
        if excuses.cover(range, for: .exceptionOfRule(rule)) { return true }
        if let tenant, excuses.cover(range, for: .allowance(tenant.number)) { return true }
        guard let list = rules.roll.list(of: rule) else { return false }
        return excuses.cover(range, for: .exceptionOfList(list))
    }

    /// Whether the term's rule judges this reading and this tenant. Once enough is found,
    /// only what could make the answer stronger is looked for.
    private func isWanted(_ term: Int, in reading: TextReading) -> Bool {
        switch rules.roll.owner(of: term) {
        case .exceptionOfRule, .exceptionOfList: return true
        case .allowance(let number): return number == tenant?.number
        case .rule(let rule):
            let kind = rules.roll.kind(of: rule)
            guard kind.folding >= reading.level, kind.zones.contains(ZoneSet(reading.zone)),
                kind.tenant < 0 || Int(kind.tenant) == tenant?.number
            else { return false }
            if let tenant, tenant.disables(rule, list: rules.roll.list(of: rule)) { return false }
            return findings.count < rules.limits.matches || enforcedAction(of: rule) > strongest
        }
    }

    private func effect(of rule: Int) -> RuleEffect {
        RuleEffect(
            rules.roll.traits(of: rule),
            tenant?.override(of: rule, list: rules.roll.list(of: rule)))
    }

    private func enforcedAction(of rule: Int) -> RuleAction {
        if tenant == nil {
            let kind = rules.roll.kind(of: rule)
            return kind.mode == .enforce ? kind.action : .allow
        }
        let effect = effect(of: rule)
        return effect.mode == .enforce ? effect.action : .allow
    }

    /// Ends the work when the budget is spent; answers how long the last look is ago.
    @discardableResult
    private mutating func lookAtClock() -> Duration {
        guard !isSpent else { return .zero }
        let now = rules.clock.now()
        defer { lastLook = now }
        guard let deadline else {
            deadline = now + rules.limits.budget
            return .zero
        }
        if now > deadline { isSpent = true }
        return lastLook.map { now - $0 } ?? .zero
    }

    // MARK: The report

    /// What all of it comes to.
    /// - Parameter text: as sent.
    func judgement(of text: UnsafeBufferPointer<UInt8>) -> TextJudgement {
        var counter = CodePointCounter(text)
        var matches: [RuleMatch] = []
        var shadow: [RuleMatch] = []
        var told: [Int: ReportedRule] = [:]
        for finding in reported() {
            let rule = told[finding.rule] ?? reported(finding.rule)
            told[finding.rule] = rule
            let match = match(finding, rule, in: text, counter: &counter)
            if rule.effect.mode == .enforce { matches.append(match) } else { shadow.append(match) }
        }
        return TextJudgement(
            action: matches.map(\.action).max() ?? .allow, matches: matches, shadow: shadow,
            undecided: undecided.sorted().map { rules.roll.rule($0).id }, revision: rules.revision)
    }

    /// By position, without what an exception excuses that was found later, and without
    /// what an earlier reading shows already.
    private func reported() -> [Finding] {
        let byTerm = findings.filter { !isExcused($0.range, rule: $0.rule) }.sorted {
            ($0.term, $0.reading, $0.range.lowerBound)
                < ($1.term, $1.reading, $1.range.lowerBound)
        }
        var kept: [Finding] = []
        var known = TermFindings()
        for finding in byTerm where known.add(finding) { kept.append(finding) }
        return kept.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.term)
                < ($1.range.lowerBound, $1.range.upperBound, $1.term)
        }
    }

    /// What all matches of one rule have in common.
    private struct ReportedRule {
        let rule: NumberedRule
        let effect: RuleEffect
        let layers: [String]
    }

    private func reported(_ number: Int) -> ReportedRule {
        let rule = rules.roll.rule(number)
        let effect = effect(of: number)
        return ReportedRule(
            rule: rule, effect: effect,
            layers: effect.isOverridden ? [rule.layer, tenant?.layer ?? ""] : [rule.layer])
    }

    private func match(
        _ finding: Finding, _ reported: ReportedRule, in text: UnsafeBufferPointer<UInt8>,
        counter: inout CodePointCounter
    ) -> RuleMatch {
        let start = counter.codePoints(before: finding.range.lowerBound)
        let length = CodePointCounter.count(text[finding.range])
        return RuleMatch(
            rule: reported.rule.id, category: reported.rule.traits.category,
            severity: reported.effect.severity, action: reported.effect.action,
            span: start..<start + length,
            text: String(decoding: text[finding.range], as: UTF8.self),
            term: rules.roll.written(finding.term), folding: finding.folding,
            layers: reported.layers, message: reported.effect.message)
    }
}
