import GateCore

/// The traits that one place of a pack names; the others stay as they are.
struct TraitsPatch {
    /// The keys of all traits.
    static let keys = [
        "category", "severity", "action", "mode", "message", "zones", "folding", "undecided",
    ]
    /// What a rule may ask for: letting pass is no rule's business.
    static let actions = RuleAction.allCases.filter { $0 != .allow }.sorted(by: >)

    var category: String?
    var severity: RuleSeverity?
    var action: RuleAction?
    var mode: RuleMode?
    var message: String?
    var zones: ZoneSet?
    var folding: FoldingLevel?
    var undecided: UndecidedPolicy?

    /// Changes `traits` where this names something.
    func apply(to traits: inout RuleTraits) {
        if let category { traits.category = category }
        if let severity { traits.severity = severity }
        if let action { traits.action = action }
        if let mode { traits.mode = mode }
        if let message { traits.message = message }
        if let zones { traits.zones = zones }
        if let folding { traits.folding = folding }
        if let undecided { traits.undecided = undecided }
    }

    /// Takes the value of one key. False when it is no trait's.
    mutating func take(_ pair: YAMLPair, _ fields: FieldReader) -> Bool {
        switch pair.key {
        case "category": category = fields.slug(pair)
        case "severity": severity = fields.choice(pair, of: RuleSeverity.allCases)
        case "action": action = fields.choice(pair, of: Self.actions)
        case "mode": mode = fields.choice(pair, of: RuleMode.allCases)
        case "message": message = fields.text(pair)
        case "zones": zones = fields.zones(pair)
        case "folding": folding = fields.choice(pair, of: FoldingLevel.allCases)
        case "undecided": undecided = fields.choice(pair, of: UndecidedPolicy.allCases)
        default: return false
        }
        return true
    }
}
