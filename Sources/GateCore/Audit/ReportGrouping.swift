/// What banned prompts are counted by.
public enum ReportGrouping: String, Sendable, Codable, CaseIterable {
    case rule, tenant, term, category
    /// The users of tenants, each tenant's apart.
    case endUser = "end_user"
    /// Of UTC.
    case day
    /// Of UTC.
    case hour

    /// How long a group lasts, where it is a stretch of time: such groups are listed newest
    /// first, and each is compared with the one before it.
    public var bucket: Duration? {
        switch self {
        case .day: .seconds(86_400)
        case .hour: .seconds(3600)
        default: nil
        }
    }
}
