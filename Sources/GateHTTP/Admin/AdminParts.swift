import GateCore

/// What the admin page needs besides the edge's other parts.
public struct AdminParts: Sendable {
    /// The page's own files, by name (`index.html`); nil for any other name.
    public var page: @Sendable (String) -> [UInt8]?
    /// Where rule files are edited; nil for no such calls.
    public var workshop: (any RuleWorkshop)?
    /// Looks through the whole audit log; nil where it cannot be.
    public var verifyAudit: (@Sendable () async throws -> AuditVerification)?
    /// How full the task queue is; nil while there is none.
    public var queue: @Sendable () async -> QueueStanding?

    /// Describes the parts; see the properties.
    public init(
        page: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
        workshop: (any RuleWorkshop)? = nil,
        verifyAudit: (@Sendable () async throws -> AuditVerification)? = nil,
        queue: @escaping @Sendable () async -> QueueStanding? = { nil }
    ) {
        self.page = page
        self.workshop = workshop
        self.verifyAudit = verifyAudit
        self.queue = queue
    }
}
