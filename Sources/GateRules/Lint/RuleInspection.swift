import GateCore

/// The rule files of some places, read without a server: for commands that check and
/// explain them.
public struct RuleInspection: Sendable {
    /// Why the files cannot take effect; empty when they can.
    public let faults: [RuleFault]
    /// What their author may want to know all the same.
    public let notes: [String]
    /// The compiled rules; nil with faults of the files. Failing tests of rules leave them.
    public let rules: (any RuleSet)?
    /// How many of the rules' own tests were run.
    public let testCount: Int

    let layers: [RuleLayer]
    let overlays: [TenantOverlay]
    let compiled: CompiledRuleSet?

    /// Reads and compiles, and runs the rules' own tests.
    ///
    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - stages: the kinds that `pipeline.yaml` may name; without them it is not checked.
    public init(_ locations: RuleLocations, stages: StageRegistry? = nil) {
        self.init(
            Result { () throws(RuleFaults) in try RuleFiles(reading: locations) },
            RuleLoader(registry: stages))
    }

    /// Looks at files that are read already.
    /// - Parameter loader: builds the stages, if it knows their kinds.
    init(_ files: Result<RuleFiles, RuleFaults>, _ loader: RuleLoader) {
        var reading = RevisionReader.Reading()
        var faults: [RuleFault] = []
        var compiled: CompiledRuleSet?
        do throws(RuleFaults) {
            let files = try files.get()
            reading = RevisionReader(table: try RuleLoader().table()).read(files)
            faults = reading.faults + loader.stageFaults(of: files)
            if faults.isEmpty {
                compiled = try? CompiledRuleSet(
                    reading.layers, overlays: reading.overlays,
                    revision: RuleLoader.revision(of: files))
                if let compiled {
                    faults = RuleTester(compiled).faults(reading.layers, reading.overlays)
                }
            }
        } catch {
            faults = error.faults
        }
        self.faults = faults
        notes = reading.notes
        layers = reading.layers
        overlays = reading.overlays
        self.compiled = compiled
        rules = compiled
        testCount = (layers.flatMap(\.rules) + overlays.flatMap(\.rules))
            .reduce(0) { $0 + $1.examples.count }
    }

    /// Every rule as it judges `tenant`, or as it judges everybody.
    public func effective(tenant: TenantID?) -> [EffectiveRule] {
        let overlay = tenant.flatMap { name in overlays.first { $0.tenant == name } }
        var all: [EffectiveRule] = []
        for layer in layers {
            all += layer.rules.map { Self.effective($0, layer.name, overlay) }
            for list in layer.lists {
                all += list.entries.map { Self.effective($0, list, layer.name, overlay) }
            }
        }
        if let overlay {
            all += overlay.rules.map { Self.effective($0, RuleRoll.name(of: overlay), nil) }
        }
        return all
    }

    private static func effective(
        _ rule: Rule, _ layer: String, _ overlay: TenantOverlay?
    ) -> EffectiveRule {
        effective(
            rule.id, rule.id, rule.traits, rule.terms, rule.unless,
            place: "\(rule.place.file):\(rule.place.line)", layer, overlay)
    }

    private static func effective(
        _ entry: ListEntry, _ list: RuleList, _ layer: String, _ overlay: TenantOverlay?
    ) -> EffectiveRule {
        effective(
            "\(list.id).\(entry.slug)", list.id, list.traits, [entry.term], [],
            place: "\(list.file):\(entry.line)", layer, overlay)
    }

    private static func effective(
        _ id: String, _ list: String, _ traits: RuleTraits, _ terms: [Term], _ unless: [Term],
        place: String, _ layer: String, _ overlay: TenantOverlay?
    ) -> EffectiveRule {
        let change = overlay?.overrides[id] ?? overlay?.overrides[list]
        let isOff = overlay.map { $0.disabled.contains(id) || $0.disabled.contains(list) } ?? false
        let effect = RuleEffect(traits, change)
        let hasSay = change != nil || isOff
        return EffectiveRule(
            id: id, category: traits.category, openAI: traits.openAI,
            severity: effect.severity.rawValue, action: effect.action.rawValue,
            mode: isOff ? "disabled" : effect.mode.rawValue, folding: traits.folding.rawValue,
            zones: PromptZone.allCases.filter { traits.zones.contains(ZoneSet($0)) }.map(
                \.rawValue),
            terms: terms.map(\.written), patterns: terms.map(\.pattern),
            unless: unless.map(\.written), message: effect.message, place: place,
            layers: [layer] + (hasSay ? [overlay.map(RuleRoll.name) ?? ""] : []))
    }

    /// What is different between the rules of two places.
    /// - Throws: what is wrong with the files of either.
    public static func diff(
        from: RuleLocations, to: RuleLocations
    ) throws(RuleFaults) -> RuleDiff {
        let (old, new) = (try RuleFiles(reading: from), try RuleFiles(reading: to))
        return try RuleListing(old).diff(
            to: try RuleListing(new), from: RuleLoader.revision(of: old),
            to: RuleLoader.revision(of: new))
    }
}
