import GateCore

/// Every rule of a revision by its id, and its stages, to compare revisions by.
struct RuleListing {
    /// All that a rule says, by the keys it says it under.
    struct Item: Equatable {
        let layer: String
        let traits: RuleTraits?
        let terms: [Term]
        var unless: [Term] = []
        var examples: [RuleExample] = []
        var overrides: [String: RuleOverride] = [:]
        var disabled: Set<String> = []
    }

    private var items: [String: Item] = [:]
    private let stages: StageListing

    /// - Throws: what is wrong with the files.
    init(_ files: RuleFiles) throws(RuleFaults) {
        stages = try StageListing(files)
        let reading = try RuleLoader().read(files)
        for layer in reading.layers {
            for rule in layer.rules { add(rule, layer.name) }
            for list in layer.lists { add(list, layer.name) }
        }
        for overlay in reading.overlays {
            let name = RuleRoll.name(of: overlay)
            for rule in overlay.rules { add(rule, name) }
            items[name] = Item(
                layer: name, traits: nil, terms: overlay.allow, overrides: overlay.overrides,
                disabled: overlay.disabled)
        }
    }

    private mutating func add(_ rule: Rule, _ layer: String) {
        items[rule.id] = Item(
            layer: layer, traits: rule.traits, terms: rule.terms, unless: rule.unless,
            examples: rule.examples.map {
                // Where a test stands says nothing of the rule.
                RuleExample(text: $0.text, matches: $0.matches, place: RulePlace(file: ""))
            })
    }

    private mutating func add(_ list: RuleList, _ layer: String) {
        for entry in list.entries {
            items["\(list.id).\(entry.slug)"] = Item(
                layer: layer, traits: list.traits, terms: [entry.term], unless: list.unless)
        }
    }

    /// What is different in `new`; `from` and `to` are the revisions' names.
    func diff(to new: RuleListing, from: String, to: String) -> RuleDiff {
        var changed: [RuleDiff.Change] = []
        for (id, item) in items {
            guard let other = new.items[id], other != item else { continue }
            changed.append(RuleDiff.Change(rule: id, fields: item.fields(unlike: other)))
        }
        return RuleDiff(
            from: from, to: to, added: new.items.keys.filter { items[$0] == nil }.sorted(),
            removed: items.keys.filter { new.items[$0] == nil }.sorted(),
            changed: changed.sorted { $0.rule < $1.rule }, stages: stages.diff(to: new.stages))
    }
}

extension RuleListing.Item {
    /// The keys, as rule files have them, under which the two say different things.
    fileprivate func fields(unlike other: Self) -> [String] {
        let isOverlay = traits == nil
        let own: [(String, Bool)] = [
            ("pack", layer != other.layer), (isOverlay ? "allow" : "words", terms != other.terms),
            ("unless", unless != other.unless), ("tests", examples != other.examples),
            ("override", overrides != other.overrides), ("disable", disabled != other.disabled),
        ]
        return own.filter(\.1).map(\.0) + traitFields(unlike: other)
    }

    private func traitFields(unlike other: Self) -> [String] {
        guard let old = traits, let new = other.traits else { return [] }
        let fields: [(String, Bool)] = [
            ("category", old.category != new.category), ("openai", old.openAI != new.openAI),
            ("severity", old.severity != new.severity), ("action", old.action != new.action),
            ("mode", old.mode != new.mode), ("message", old.message != new.message),
            ("zones", old.zones != new.zones), ("folding", old.folding != new.folding),
            ("undecided", old.undecided != new.undecided),
        ]
        return fields.filter(\.1).map(\.0)
    }
}
