import GateCore

/// Judges recorded texts by two revisions, and notes where they differ.
struct Simulation {
    /// So many changes are told of one by one.
    static let largestCount = 100

    let active: any RuleSet
    let candidate: any RuleSet

    /// What the candidate changes.
    func run(on texts: [RecordedText]) -> RuleSimulation {
        var (stricter, milder, count) = (0, 0, 0)
        var changed: [RuleSimulation.Change] = []
        for text in texts {
            let before = Self.finding(active, text)
            let after = Self.finding(candidate, text)
            if before == after { continue }
            count += 1
            if after.action > before.action { stricter += 1 }
            if after.action < before.action { milder += 1 }
            if changed.count < Self.largestCount {
                changed.append(
                    RuleSimulation.Change(id: text.id, before: before, after: after))
            }
        }
        return RuleSimulation(
            active: active.revision, candidate: candidate.revision, judged: texts.count,
            stricter: stricter, milder: milder, changedCount: count, changed: changed)
    }

    private static func finding(
        _ rules: any RuleSet, _ text: RecordedText
    ) -> RuleSimulation.Finding {
        let judgement = rules.judge(text.text, tenant: text.tenant)
        return RuleSimulation.Finding(
            action: judgement.action, rules: Set(judgement.matches.map(\.rule)).sorted())
    }
}
