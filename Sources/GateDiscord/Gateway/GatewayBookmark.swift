import GateCore

/// What one process leaves for the next, so that a restart costs neither events nor one of
/// the day's new sessions. Holds no token.
public struct GatewayBookmark: Hashable, Sendable, Codable {
    /// The session to resume; nil when there is none.
    public var sessionID: String?
    /// READY's `resume_gateway_url`.
    public var resumeURL: String?
    /// The last event that was surely worked on; what came after it is told once more.
    public var sequence: Int64?
    /// The newest message of the channel then.
    public var lastMessage: String?
    /// When all new sessions of the budget will be there again.
    public var budgetWhole: Timestamp?
    /// When a new session was last asked for.
    public var identified: Timestamp?

    /// Describes one bookmark; see the properties.
    public init(
        sessionID: String? = nil, resumeURL: String? = nil, sequence: Int64? = nil,
        lastMessage: String? = nil, budgetWhole: Timestamp? = nil, identified: Timestamp? = nil
    ) {
        self.sessionID = sessionID
        self.resumeURL = resumeURL
        self.sequence = sequence
        self.lastMessage = lastMessage
        self.budgetWhole = budgetWhole
        self.identified = identified
    }
}
