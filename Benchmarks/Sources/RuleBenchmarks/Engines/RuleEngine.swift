import GateCore

/// The engine of the gateway.
final class RuleEngine: Engine {
    let rules: any RuleSet

    init(_ rules: any RuleSet) { self.rules = rules }

    func judge(_ text: Text) -> Int { rules.judge(text.string, tenant: nil).matches.count }
}
