/// What an end user's refusals have come to.
public enum StrikeMeasure: Hashable, Sendable {
    /// Nothing.
    case none
    /// The user's prompts are marked in the audit log.
    case flagged
    /// The user's triggers must keep a distance.
    case slowed(every: Duration)
    /// The user's triggers are refused until then.
    case paused(until: Timestamp)

    /// The word for answers: `none`, `flagged`, `slowed` or `paused`.
    public var name: String {
        switch self {
        case .none: "none"
        case .flagged: "flagged"
        case .slowed: "slowed"
        case .paused: "paused"
        }
    }
}
