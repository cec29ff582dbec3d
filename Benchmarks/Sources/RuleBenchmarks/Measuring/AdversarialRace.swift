import CPeers
import GateCore

/// Times each adversarial text by itself.
struct AdversarialRace {
    let rules: any RuleSet
    let folding: FoldingLevel
    let runs: Int

    func results(_ texts: [AdversarialText]) -> [AdversarialResult] { texts.map(result) }

    private func result(_ text: AdversarialText) -> AdversarialResult {
        let judgement = rules.judge(text.text.string, tenant: nil)
        let times = (0..<runs).map { _ in
            let start = pg_thread_nanoseconds()
            let judgement = rules.judge(text.text.string, tenant: nil)
            let end = pg_thread_nanoseconds()
            return withExtendedLifetime(judgement) { end - start }
        }
        return AdversarialResult(
            text: text.name, rules: rules.ruleCount, folding: folding.rawValue,
            microseconds: Double(times.sorted()[times.count / 2]) / 1_000,
            matches: judgement.matches.count, isUndecided: !judgement.undecided.isEmpty)
    }
}
