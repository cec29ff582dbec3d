import GateCore

/// The patterns that a rule set's rules stand for: to find a text's matches by PCRE2 alone,
/// and hold the engine's answers against them. Not for use in the gateway.
/// - Returns: nothing for a rule set that this module did not compile.
@_spi(Measurement)
public func patterns(of rules: any RuleSet) -> [(rule: String, pattern: String)] {
    guard let rules = rules as? CompiledRuleSet else { return [] }
    return zip(rules.terms, rules.owners).compactMap { term, owner in
        guard case .rule(let number) = owner else { return nil }
        return (rules.rules[number].id, term.pattern)
    }
}
