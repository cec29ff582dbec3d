import GateCore

/// Reads the rules of a pack or an overlay.
struct RuleReader {
    /// All keys of a rule.
    static let keys =
        TraitsPatch.keys + [
            "id", "words", "pattern", "unless", "tests", "description", "references",
        ]

    let fields: FieldReader
    let terms: TermReader
    /// The traits of a rule in a category, before it says anything itself.
    let base: (_ category: String?) -> RuleTraits

    /// The rules of a list, each with the place of its id.
    func rules(_ pair: YAMLPair) -> [PlacedRule] {
        let nodes = fields.list(pair, of: "rules")
        var rules: [PlacedRule] = []
        rules.reserveCapacity(nodes.count)
        for node in nodes {
            if let rule = rule(node) { rules.append(rule) }
        }
        return rules
    }

    private func rule(_ node: YAMLNode) -> PlacedRule? {
        var draft = RuleDraft()
        let pairs = fields.mapping(node, "A rule")
        guard !pairs.isEmpty else { return nil }
        for pair in pairs { take(pair, into: &draft) }
        return finish(draft, at: node.place)
    }

    private func take(_ pair: YAMLPair, into draft: inout RuleDraft) {
        switch pair.key {
        case "id":
            draft.idPlace = pair.value.place
            draft.id = fields.id(pair)
        case "words":
            draft.saysWhat = draft.saysWhat || !pair.value.isEmptyList
            draft.terms += terms.words(pair)
        case "pattern":
            draft.saysWhat = draft.saysWhat || !pair.value.isEmptyList
            draft.terms += terms.patterns(pair)
        case "unless": draft.unless = terms.words(pair)
        case "tests": draft.examples = examples(pair)
        case "description": _ = fields.text(pair)
        case "references": _ = fields.texts(pair)
        default:
            if !draft.traits.take(pair, fields) {
                // The words may stand behind a mistyped key; one fault is enough.
                draft.saysWhat = true
                fields.refuse(pair, of: "A rule", known: Self.keys)
            }
        }
    }

    private func finish(_ draft: RuleDraft, at place: YAMLPlace) -> PlacedRule? {
        guard let idPlace = draft.idPlace else {
            fields.sheet.tell(
                place, "The rule has no id.", "Write \"id:\" and a name that no other rule has.")
            return nil
        }
        // What is there and wrong has been told already.
        guard let id = draft.id else { return nil }
        guard draft.saysWhat else {
            fields.sheet.tell(
                place, "The rule \"\(id)\" has neither words nor a pattern.",
                "Write \"words:\" or \"pattern:\".")
            return PlacedRule(id: id, place: idPlace, rule: nil)
        }
        return PlacedRule(id: id, place: idPlace, rule: rule(draft, id, at: place))
    }

    private func rule(_ draft: RuleDraft, _ id: String, at place: YAMLPlace) -> Rule {
        var traits = base(draft.traits.category)
        draft.traits.apply(to: &traits)
        return Rule(
            id: id, traits: traits, terms: draft.terms, unless: draft.unless,
            examples: draft.examples, place: rulePlace(place))
    }

    private func examples(_ pair: YAMLPair) -> [RuleExample] {
        fields.mapping(pair).flatMap { pair -> [RuleExample] in
            guard pair.key == "match" || pair.key == "pass" else {
                fields.refuse(pair, of: "\"tests\"", known: ["match", "pass"])
                return []
            }
            return fields.texts(pair).map { text, node in
                RuleExample(
                    text: text, matches: pair.key == "match", place: rulePlace(node.place))
            }
        }
    }

    private func rulePlace(_ place: YAMLPlace) -> RulePlace {
        RulePlace(file: fields.sheet.file, line: place.line, column: place.column)
    }
}

/// A rule, with the place of its id. The id of a rule that cannot be is told nevertheless,
/// so that what refers to it is not called wrong too.
struct PlacedRule {
    let id: String
    let place: YAMLPlace
    let rule: Rule?
}

/// What was read of a rule so far.
private struct RuleDraft {
    var id: String?
    var idPlace: YAMLPlace?
    var traits = TraitsPatch()
    /// Whether there are words or patterns, be they right or wrong.
    var saysWhat = false
    var terms: [Term] = []
    var unless: [Term] = []
    var examples: [RuleExample] = []
}
