import GateCore

/// The work of judging one text: collects what PCRE2 confirms, within the limits.
struct TextSearch {
    private let rules: CompiledRuleSet
    private let text: UnsafeBufferPointer<UInt8>
    /// Nil when memory is short: then nothing can be decided.
    private let scratch: MatchScratch?
    private let deadline: Duration

    private var findings: [Finding] = []
    private var excuses = Excuses()
    private var strongest = RuleAction.allow
    private var undecided: Set<Int> = []
    private var isSpent = false

    /// - Parameter text: valid UTF-8, not empty.
    init(rules: CompiledRuleSet, text: UnsafeBufferPointer<UInt8>, scratch: MatchScratch?) {
        self.rules = rules
        self.text = text
        self.scratch = scratch
        deadline = rules.clock.now() + rules.limits.budget
    }

    /// Finds what exceptions and then rules find: an excused match must not count for any
    /// limit, or a text full of excuses would hide what follows.
    /// - Parameters:
    ///   - candidates: what the index proposes.
    ///   - unindexed: the terms that it cannot find.
    mutating func run(_ candidates: [Candidate], unindexed: [Int]) {
        for exceptions in [true, false] {
            confirm(candidates.filter { isException($0.term) == exceptions })
            search(for: unindexed.filter { isException($0) == exceptions })
            if exceptions { excuses.settle() }
        }
    }

    private func isException(_ term: Int) -> Bool {
        if case .rule = rules.owners[term] { false } else { true }
    }

    /// Asks PCRE2 about every candidate. For each term the result is that of a search from
    /// left to right: a candidate inside the term's last match is passed over.
    private mutating func confirm(_ candidates: [Candidate]) {
        var ends: [Int: Int] = [:]
        for (count, candidate) in candidates.enumerated() {
            if count % 64 == 63 { lookAtClock() }
            if !ends.isEmpty, let end = ends[candidate.term], candidate.start < end { continue }
            guard isWanted(candidate.term) else { continue }
            let outcome = run(candidate.term, for: .confirm, from: candidate.start)
            if case .hit(let range) = outcome { ends[candidate.term] = range.upperBound }
            note(outcome, of: candidate.term)
        }
    }

    /// Searches the whole text for terms that the index cannot find.
    private mutating func search(for terms: [Int]) {
        for term in terms where isWanted(term) { search(for: term) }
    }

    private mutating func search(for term: Int) {
        var place = 0
        while place < text.count, isWanted(term) {
            lookAtClock()
            let next = characterStart(atOrAfter: place + rules.limits.window)
            let outcome = run(term, for: .search, from: place, through: next - 1)
            note(outcome, of: term)
            switch outcome {
            case .clear: place = next
            case .hit(let range):
                place = max(range.upperBound, characterStart(atOrAfter: place + 1))
            case .undecided: return
            }
        }
    }

    /// What all of it comes to.
    /// - Parameter original: the text as sent, of the same length as the one searched.
    func judgement(of original: UnsafeBufferPointer<UInt8>) -> TextJudgement {
        var counter = CodePointCounter(original)
        let matches = sorted().map { finding in
            match(finding, in: original, counter: &counter)
        }
        return TextJudgement(
            action: matches.map(\.action).max() ?? .allow, matches: matches,
            undecided: undecided.sorted().map { rules.rules[$0].id }, revision: rules.revision)
    }

    // MARK: One term

    private func run(
        _ term: Int, for use: PatternUse, from start: Int, through last: Int? = nil
    ) -> PatternOutcome {
        guard !isSpent, let scratch,
            let code = rules.codes.code(of: rules.terms[term], number: term, for: use)
        else { return .undecided }
        let limits = rules.limits
        return code.run(
            on: text, from: start, through: last, with: scratch,
            limit: rules.terms[term].isLinear ? limits.phraseSteps : limits.patternSteps)
    }

    private mutating func note(_ outcome: PatternOutcome, of term: Int) {
        switch (outcome, rules.owners[term]) {
        case (.clear, _): break
        case (.hit(let range), .rule(let rule)):
            if isExcused(range, rule: rule) { break }
            findings.append(Finding(rule: rule, term: term, range: range))
            strongest = max(strongest, rules.rules[rule].traits.action)
        case (.hit(let range), let owner): excuses.add(range, of: owner)
        case (.undecided, .rule(let rule)): undecided.insert(rule)
        // An exception that cannot be decided excuses nothing.
        case (.undecided, _): break
        }
    }

    private func isExcused(_ range: Range<Int>, rule: Int) -> Bool {
        if excuses.cover(range, for: .exceptionOfRule(rule)) { return true }
        guard let list = rules.rules[rule].list else { return false }
        return excuses.cover(range, for: .exceptionOfList(list))
    }

    /// Once enough is found, only what could make the answer stronger is looked for.
    private func isWanted(_ term: Int) -> Bool {
        guard findings.count >= rules.limits.matches, case .rule(let rule) = rules.owners[term]
        else { return true }
        return rules.rules[rule].traits.action > strongest
    }

    private mutating func lookAtClock() {
        if !isSpent, rules.clock.now() > deadline { isSpent = true }
    }

    private func characterStart(atOrAfter place: Int) -> Int {
        var place = min(place, text.count)
        while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
        return place
    }

    // MARK: The report

    private func sorted() -> [Finding] {
        findings.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.term)
                < ($1.range.lowerBound, $1.range.upperBound, $1.term)
        }
    }

    private func match(
        _ finding: Finding, in original: UnsafeBufferPointer<UInt8>,
        counter: inout CodePointCounter
    ) -> RuleMatch {
        let rule = rules.rules[finding.rule]
        let start = counter.codePoints(before: finding.range.lowerBound)
        let length = CodePointCounter.count(original[finding.range])
        return RuleMatch(
            rule: rule.id, category: rule.traits.category, severity: rule.traits.severity,
            action: rule.traits.action,
            span: start..<start + length,
            text: String(decoding: original[finding.range], as: UTF8.self),
            term: rules.terms[finding.term].written, folding: folding(of: finding),
            message: rule.traits.message)
    }

    /// `exact` when PCRE2 finds the same without being told to ignore case.
    private func folding(of finding: Finding) -> Folding {
        let outcome = run(finding.term, for: .confirmExact, from: finding.range.lowerBound)
        return outcome == .hit(finding.range) ? .exact : .case
    }
}
