/// One blocked exchange, as a report shows it.
public struct ReportSample: Hashable, Sendable {
    public let id: ExchangeID
    public let at: Timestamp
    public let tenant: TenantID
    /// The text as it was kept.
    public let prompt: String
    /// What the group is about, in code points of the text as sent: from the first to before
    /// the second.
    public let span: [Int]?

    /// Describes one sample; see the properties.
    public init(id: ExchangeID, at: Timestamp, tenant: TenantID, prompt: String, span: [Int]?) {
        self.id = id
        self.at = at
        self.tenant = tenant
        self.prompt = prompt
        self.span = span
    }

    /// The sample that `record` is of a group.
    public init(_ record: AuditRecord, group: String, by grouping: ReportGrouping) {
        let blocking = record.matches.filter { $0.action == .block }
        let own = blocking.first { match in
            switch grouping {
            case .rule: match.rule == group
            case .term: match.term == group
            case .category: match.category == group
            case .tenant, .endUser, .day, .hour: true
            }
        }
        self.init(
            id: record.id, at: record.at, tenant: record.tenant, prompt: record.prompt,
            span: own?.span)
    }
}
