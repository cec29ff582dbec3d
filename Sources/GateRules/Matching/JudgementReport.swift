import GateCore

/// Makes what was found in one text into the answer that callers get.
struct JudgementReport {
    private let rules: CompiledRuleSet
    private let tenant: TenantRules?

    /// A match, and which of the reported terms it is of.
    private typealias Kept = (finding: Finding, term: Int)

    init(_ rules: CompiledRuleSet, tenant: TenantRules?) {
        self.rules = rules
        self.tenant = tenant
    }

    /// The answer.
    /// - Parameters:
    ///   - text: as sent.
    ///   - findings: in any order, with repetitions.
    ///   - undecided: the rules that could not be decided.
    func judgement(
        of text: UnsafeBufferPointer<UInt8>, findings: [Finding], undecided: Set<Int>
    ) -> TextJudgement {
        let (kept, terms) = reported(findings)
        var counter = CodePointCounter(text)
        var matches: [RuleMatch] = []
        var shadow: [RuleMatch] = []
        var action = RuleAction.allow
        matches.reserveCapacity(kept.count)
        for item in kept {
            let term = terms[item.term]
            let match = Self.match(item.finding, term, in: text, counter: &counter)
            if term.mode == .enforce {
                matches.append(match)
                action = max(action, term.action)
            } else {
                shadow.append(match)
            }
        }
        return TextJudgement(
            action: action, matches: matches, shadow: shadow,
            undecided: undecided.sorted().map { rules.roll.rule($0).id }, revision: rules.revision)
    }

    /// By position, without what an earlier reading shows already.
    private func reported(_ findings: [Finding]) -> (kept: [Kept], terms: [ReportedTerm]) {
        var kept: [Kept] = []
        var terms: [ReportedTerm] = []
        var known = TermFindings()
        var last: Int32 = -1
        kept.reserveCapacity(findings.count)
        for finding in findings.sorted(by: Finding.isBeforeByTerm) where known.add(finding) {
            if finding.term != last {
                last = finding.term
                terms.append(term(of: finding))
            }
            kept.append((finding, terms.count - 1))
        }
        kept.sort { Finding.isBeforeByPlace($0.finding, $1.finding) }
        return (kept, terms)
    }

    private func term(of finding: Finding) -> ReportedTerm {
        let (term, rule) = (Int(finding.term), Int(finding.rule))
        let roll = rules.roll
        guard let tenant, let change = tenant.override(of: rule, list: roll.list(of: rule))
        else { return rules.reportedTerms.term(term, of: rule, in: roll) }
        return ReportedTerm(
            roll.rule(rule), written: roll.written(term), change, of: tenant.layer)
    }

    private static func match(
        _ finding: Finding, _ term: ReportedTerm, in text: UnsafeBufferPointer<UInt8>,
        counter: inout CodePointCounter
    ) -> RuleMatch {
        let range = finding.range
        return RuleMatch(
            rule: term.rule, category: term.category, severity: term.severity,
            action: term.action, span: counter.span(of: range),
            text: String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self),
            term: term.written, folding: finding.folding, layers: term.layers,
            message: term.message, openAI: term.openAI)
    }
}
