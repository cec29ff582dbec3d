import GateCore

/// All rules and terms of a revision, numbered: first those of packs and overlays, then
/// the entries of the lists, which stay in the form they have there.
struct RuleRoll: Sendable {
    /// A list, and the numbers of its entries.
    struct NumberedList: Sendable {
        let list: RuleList
        let layer: String
        let firstTerm: Int
        let firstRule: Int
    }

    private struct WrittenRule: Sendable {
        let rule: Rule
        let layer: String
        /// The tenant that alone it judges, by its number; -1 for all.
        let tenant: Int
    }

    private var written: [WrittenRule] = []
    private var terms: [Term] = []
    private var owners: [TermOwner] = []
    private(set) var lists: [NumberedList] = []
    /// What the search asks of a rule again and again, without references to count.
    private var kinds: [RuleKind] = []
    private var listKinds: [(firstTerm: Int, firstRule: Int, kind: RuleKind)] = []
    /// How many terms and rules there are.
    private(set) var termCount = 0
    private(set) var ruleCount = 0

    init(_ layers: [RuleLayer], overlays: [TenantOverlay] = []) {
        for layer in layers { layer.rules.forEach { add($0, layer.name, tenant: -1) } }
        for (tenant, overlay) in overlays.enumerated() {
            overlay.rules.forEach { add($0, Self.name(of: overlay), tenant: tenant) }
            add(overlay.allow, for: .allowance(tenant))
        }
        let named = layers.flatMap { layer in layer.lists.map { ($0, layer.name) } }
        for (number, (list, _)) in named.enumerated() {
            add(list.unless, for: .exceptionOfList(number))
        }
        termCount = terms.count
        ruleCount = written.count
        for (list, layer) in named {
            lists.append(
                NumberedList(list: list, layer: layer, firstTerm: termCount, firstRule: ruleCount))
            listKinds.append((termCount, ruleCount, RuleKind(list.traits, tenant: -1)))
            termCount += list.entries.count
            ruleCount += list.entries.count
        }
    }

    /// The name of an overlay as a layer.
    static func name(of overlay: TenantOverlay) -> String { "tenants/\(overlay.tenant.rawValue)" }

    private mutating func add(_ rule: Rule, _ layer: String, tenant: Int) {
        let number = written.count
        add(rule.terms, for: .rule(number))
        add(rule.unless, for: .exceptionOfRule(number))
        written.append(WrittenRule(rule: rule, layer: layer, tenant: tenant))
        kinds.append(RuleKind(rule.traits, tenant: tenant))
    }

    private mutating func add(_ terms: [Term], for owner: TermOwner) {
        self.terms += terms
        owners += terms.map { _ in owner }
    }

    // MARK: Terms

    /// The terms that are no entries of lists.
    var writtenTerms: Range<Int> { 0..<terms.count }

    /// The term with this number.
    func term(_ number: Int) -> Term {
        if number < terms.count { return terms[number] }
        let list = lists[list(ofTerm: number)]
        return list.list.entries.term(at: number - list.firstTerm)
    }

    /// The term with this number, as its author wrote it.
    func written(_ number: Int) -> String {
        if number < terms.count { return terms[number].written }
        let list = lists[list(ofTerm: number)]
        return list.list.entries.written(at: number - list.firstTerm)
    }

    /// Whether the term is written in just these bytes. Told only of a list's words of ASCII
    /// letters and digits; nil for all other terms.
    func isWritten(_ number: Int, as bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool? {
        guard number >= terms.count else { return nil }
        let place = list(ofTerm: number)
        return lists[place].list.entries.isWord(at: number - lists[place].firstTerm, bytes)
    }

    /// Whether a term excuses what others find. No entry of a list does.
    func isException(_ number: Int) -> Bool {
        guard number < owners.count else { return false }
        if case .rule = owners[number] { return false }
        return true
    }

    /// What the term with this number is there for.
    func owner(of number: Int) -> TermOwner {
        if number < owners.count { return owners[number] }
        let list = listKinds[list(ofTerm: number)]
        return .rule(list.firstRule + number - list.firstTerm)
    }

    private func list(ofTerm number: Int) -> Int {
        (listKinds.lastIndex { $0.firstTerm <= number }) ?? 0
    }

    // MARK: Rules

    /// The rule with this number.
    func rule(_ number: Int) -> NumberedRule {
        if number < written.count {
            let item = written[number]
            return NumberedRule(
                id: item.rule.id, traits: item.rule.traits, layer: item.layer, list: nil)
        }
        let place = list(ofRule: number)
        let list = lists[place]
        let slug = list.list.entries.slug(at: number - list.firstRule)
        return NumberedRule(
            id: "\(list.list.id).\(slug)", traits: list.list.traits, layer: list.layer,
            list: place)
    }

    /// The traits of the rule with this number.
    func traits(of number: Int) -> RuleTraits {
        number < written.count
            ? written[number].rule.traits : lists[list(ofRule: number)].list.traits
    }

    /// What the search asks of a rule.
    func kind(of number: Int) -> RuleKind {
        number < kinds.count ? kinds[number] : listKinds[list(ofRule: number)].kind
    }

    /// The list that a rule comes from; nil for a rule of a pack.
    func list(of rule: Int) -> Int? { rule < written.count ? nil : list(ofRule: rule) }

    private func list(ofRule number: Int) -> Int {
        (listKinds.lastIndex { $0.firstRule <= number }) ?? 0
    }

    /// All traits that some rule has, without those of single entries.
    var allTraits: [RuleTraits] { written.map(\.rule.traits) + lists.map(\.list.traits) }
}
