import GateCore

/// Runs the tests that rules bring along, on the rules as they will judge.
struct RuleTester {
    private let rules: CompiledRuleSet

    init(_ rules: CompiledRuleSet) { self.rules = rules }

    /// Each test that fails, as a fault in the test's place.
    func faults(_ layers: [RuleLayer], _ overlays: [TenantOverlay]) -> [RuleFault] {
        layers.flatMap { faults($0.rules, tenant: nil) }
            + overlays.flatMap { faults($0.rules, tenant: $0.tenant) }
    }

    private func faults(_ tested: [Rule], tenant: TenantID?) -> [RuleFault] {
        var faults: [RuleFault] = []
        for rule in tested {
            for example in rule.examples {
                guard let fault = fault(example, of: rule.id, tenant) else { continue }
                faults.append(fault)
            }
        }
        return faults
    }

    /// Nil when the rule does what the example says. A match in shadow mode is one.
    private func fault(
        _ example: RuleExample, of rule: String, _ tenant: TenantID?
    ) -> RuleFault? {
        let judgement = rules.judge(example.text, tenant: tenant)
        if judgement.undecided.contains(rule) {
            return fault(
                example, "The rule \"\(rule)\" cannot be decided on \(quoted(example)).",
                "Make its pattern simpler.")
        }
        let match =
            judgement.matches.first { $0.rule == rule }
            ?? judgement.shadow.first { $0.rule == rule }
        switch (match, example.matches) {
        case (nil, true):
            return fault(
                example, "\(quoted(example)) is not matched by the rule \"\(rule)\".",
                "Mend the rule, or move the text to \"pass\".")
        case (let match?, false):
            return fault(
                example,
                "\(quoted(example)) is matched by the rule \"\(rule)\" at "
                    + "[\(match.span.map(String.init).joined(separator: ", "))] "
                    + "(folding \(match.folding.rawValue)).",
                "Except it under \"unless\", or move the text to \"match\".")
        default: return nil
        }
    }

    private func fault(_ example: RuleExample, _ message: String, _ remedy: String) -> RuleFault {
        RuleFault(
            file: example.place.file, line: example.place.line, column: example.place.column,
            message: message, remedy: remedy)
    }

    /// The text in quotes, cut where it is too long to read.
    private func quoted(_ example: RuleExample) -> String {
        let text = example.text.prefix(80)
        return "\"\(text)\(text.count < example.text.count ? "…" : "")\""
    }
}
