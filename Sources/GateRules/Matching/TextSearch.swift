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
            search(for: wantedTerm(Int(term), in: reading), in: reading)
        }
    }

    private func isException(_ term: Int) -> Bool { rules.roll.isException(term) }

    /// Asks PCRE2 about every candidate, term by term from left to right, so that for each
    /// term the result is that of a search of its own: a candidate inside the term's last
    /// match is passed over.
    private mutating func confirm(
        _ candidates: [Candidate], exceptions: Bool, in reading: TextReading
    ) {
        // The term that is looked for, and the end of its last match.
        var wanted: WantedTerm?
        var end = 0
        for (count, candidate) in candidates.enumerated()
        where isException(Int(candidate.term)) == exceptions {
            if count % 64 == 63 { lookAtClock() }
            if wanted?.number != Int(candidate.term) {
                wanted = wantedTerm(Int(candidate.term), in: reading)
                end = 0
            }
            guard let term = wanted else { continue }
            if candidate.start == Candidate.anywhere {
                if end != .max { search(for: term, in: reading) }
                end = .max
                continue
            }
            guard Int(candidate.start) >= end, isWanted(term) else { continue }
            let outcome = run(
                term.number, for: .confirm, on: reading, from: Int(candidate.start))
            if case .hit(let range) = outcome { end = range.upperBound }
            note(outcome, of: term, in: reading)
        }
    }

    /// Searches the whole text for a term.
    private mutating func search(for term: WantedTerm, in reading: TextReading) {
        var place = 0
        var window = rules.limits.firstWindow
        while place < reading.bytes.count, isWanted(term) {
            // Where it goes slowly, the clock is looked at more often.
            let isSlow = lookAtClock() > rules.limits.slowWindow
            window = isSlow ? rules.limits.firstWindow : min(2 * window, rules.limits.window)
            let next = reading.bytes.characterStart(atOrAfter: place + window)
            let outcome = run(
                term.number, for: .search, on: reading, from: place, through: next - 1)
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

    private mutating func note(
        _ outcome: PatternOutcome, of term: WantedTerm, in reading: TextReading
    ) {
        switch (outcome, term.owner) {
        case (.clear, _): break
        case (.hit(let range), .rule(let rule)): note(range, rule, term, reading)
        case (.hit(let range), let owner): excuses.add(reading.trace(range).source, of: owner)
        case (.undecided, .rule(let rule)):
            if rules.roll.kind(of: rule).undecided == .deny { undecided.insert(rule) }
        // An exception that cannot be decided excuses nothing.
        case (.undecided, _): break
        }
    }

    private mutating func note(
        _ range: Range<Int>, _ rule: Int, _ term: WantedTerm, _ reading: TextReading
    ) {
        // A find that owes nothing to the reading it is in is none of the text as sent either.
        let (source, undone) = reading.trace(range)
        guard
            let folding = reading.isAsSent
                ? letterCase(of: range, term.number, reading) : undone.name
        else { return }
        if isExcused(source, rule: rule) { return }
        findings.append(
            Finding(
                rule: rule, term: term.number, range: source, reading: reading.number,
                folding: folding))
        strongest = max(strongest, term.action)
    }

    /// What was undone in the text as sent: `exact` when PCRE2 finds the same without being
    /// told to ignore case.
    private func letterCase(
        of range: Range<Int>, _ term: Int, _ reading: TextReading
    ) -> Folding {
        let text = reading.bytes[range]
        // Asked of every match, so what needs no PCRE2 is told without it.
        if let isWritten = rules.roll.isWritten(term, as: text) {
            return isWritten ? .exact : .case
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

    /// What the search asks again and again of a term, looked up once for all its places.
    private struct WantedTerm {
        let number: Int
        let owner: TermOwner
        /// Whether its rule judges the reading and the tenant.
        let judges: Bool
        /// What a match would ask for.
        let action: RuleAction
    }

    private func wantedTerm(_ number: Int, in reading: TextReading) -> WantedTerm {
        let owner = rules.roll.owner(of: number)
        switch owner {
        case .exceptionOfRule, .exceptionOfList:
            return WantedTerm(number: number, owner: owner, judges: true, action: .allow)
        case .allowance(let overlay):
            let judges = overlay == tenant?.number
            return WantedTerm(number: number, owner: owner, judges: judges, action: .allow)
        case .rule(let rule):
            let judges = judges(rule, reading)
            return WantedTerm(
                number: number, owner: owner, judges: judges, action: enforcedAction(of: rule))
        }
    }

    private func judges(_ rule: Int, _ reading: TextReading) -> Bool {
        let kind = rules.roll.kind(of: rule)
        guard kind.folding >= reading.level, kind.zones.contains(ZoneSet(reading.zone)),
            kind.tenant < 0 || Int(kind.tenant) == tenant?.number
        else { return false }
        guard let tenant else { return true }
        return !tenant.disables(rule, list: rules.roll.list(of: rule))
    }

    /// Whether to look for the term. Once enough is found, only what could make the answer
    /// stronger is looked for.
    private func isWanted(_ term: WantedTerm) -> Bool {
        guard term.judges, case .rule = term.owner else { return term.judges }
        return findings.count < rules.limits.matches || term.action > strongest
    }

    private func enforcedAction(of rule: Int) -> RuleAction {
        let kind = rules.roll.kind(of: rule)
        let change = tenant?.override(of: rule, list: rules.roll.list(of: rule))
        return (change?.mode ?? kind.mode) == .enforce ? change?.action ?? kind.action : .allow
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
        // Without what an exception excuses that was found later.
        let counted =
            excuses.isEmpty
            ? findings : findings.filter { !isExcused($0.range, rule: Int($0.rule)) }
        return JudgementReport(rules, tenant: tenant).judgement(
            of: text, findings: counted, undecided: undecided)
    }
}
