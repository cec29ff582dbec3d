import GateCore

/// The patterns that a rule set's rules stand for: to find a text's matches by PCRE2 alone,
/// and hold the engine's answers against them. Not for use in the gateway.
/// - Returns: nothing for a rule set that this module did not compile.
@_spi(Measurement)
public func patterns(of rules: any RuleSet) -> [(rule: String, pattern: String)] {
    guard let roll = (rules as? CompiledRuleSet)?.roll else { return [] }
    return (0..<roll.termCount).compactMap { number in
        guard case .rule(let rule) = roll.owner(of: number) else { return nil }
        return (roll.rule(rule).id, roll.term(number).pattern)
    }
}

/// The bytes of the prefilter's tables, which is what the rules take beside their own text.
@_spi(Measurement)
public func gateSize(of rules: any RuleSet) -> Int {
    (rules as? CompiledRuleSet)?.gate.size ?? 0
}
