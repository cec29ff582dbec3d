/// One compiled, immutable revision of all rules; any thread may judge by it.
public protocol RuleSet: Sendable {
    /// A hash of the content: the same files give the same name everywhere.
    var revision: String { get }

    /// How many rules (a list's every entry is one) this revision holds.
    var ruleCount: Int { get }

    /// Finds every match in `text`, as `tenant`'s overlay (if any) changes the rules.
    /// Never blocks, and is bounded in time for any text up to the length cap.
    func judge(_ text: String, tenant: TenantID?) -> TextJudgement

    /// The text in every form that rules search it in, the one as sent first.
    func readings(of text: String) -> [RuleTextReading]
}

extension RuleSet {
    /// The text as it was sent: what rules that undo nothing read.
    public func readings(of text: String) -> [RuleTextReading] {
        [RuleTextReading(zone: "text", undone: [], isStrict: false, text: text)]
    }
}
