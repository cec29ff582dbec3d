import CPeers
import GateCore

/// How often the engine asks for memory, per text in which it finds nothing.
struct AllocationCount: Codable {
    let rules: Int
    let folding: String
    let script: Script
    let texts: Int
    let perText: Double

    init(_ rules: any RuleSet, folding: FoldingLevel, script: Script, on texts: [Text]) {
        // Also lets the engine compile what it compiles when first needed.
        let clear = texts.filter {
            let judgement = rules.judge($0.string, tenant: nil)
            return judgement.matches.isEmpty && judgement.undecided.isEmpty
        }
        let before = pg_allocations()
        for text in clear {
            withExtendedLifetime(rules.judge(text.string, tenant: nil)) {}
        }
        let count = pg_allocations() - before
        self.rules = rules.ruleCount
        self.folding = folding.rawValue
        self.script = script
        self.texts = clear.count
        perText = Double(count) / Double(max(1, clear.count))
    }
}
