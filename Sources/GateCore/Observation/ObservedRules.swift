/// Rules whose judgements are counted and timed.
public struct ObservedRules: RuleSet {
    private let inner: any RuleSet
    private let observer: any Observer
    private let time: any Timekeeper

    /// - Parameters:
    ///   - inner: judges.
    ///   - observer: hears what it said.
    ///   - time: measures it.
    public init(_ inner: any RuleSet, _ observer: any Observer, time: any Timekeeper) {
        self.inner = inner
        self.observer = observer
        self.time = time
    }

    public var revision: String { inner.revision }
    public var ruleCount: Int { inner.ruleCount }

    public func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
        let start = time.now()
        let judgement = inner.judge(text, tenant: tenant)
        observer.note(.matched(judgement.action, took: time.now() - start))
        return judgement
    }

    public func readings(of text: String) -> [RuleTextReading] { inner.readings(of: text) }
}
