import GateCore

/// A rule set that says the same of every text.
struct FixedJudgement: RuleSet {
    let judgement: TextJudgement
    var revision: String { judgement.revision }
    var ruleCount: Int { 1 }

    init(_ action: RuleAction, _ matches: [RuleMatch] = [], undecided: [String] = []) {
        judgement = TextJudgement(
            action: action, matches: matches, undecided: undecided, revision: "r1")
    }

    func judge(_ text: String, tenant: TenantID?) -> TextJudgement { judgement }
}
