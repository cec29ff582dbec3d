/// Keeps one record of every judged exchange. Returning means durable.
public protocol AuditLog: Sendable {
    /// Adds records of exchanges that became no task, in order, in one transaction.
    func append(_ records: [AuditRecord]) async throws

    /// A page of records, newest first.
    func records(_ query: AuditQuery) async throws -> Page<AuditRecord>

    /// Blocked exchanges, grouped, most first (days: newest first).
    func bannedPrompts(
        by grouping: ReportGrouping, tenant: TenantID?, since: Timestamp?, until: Timestamp?
    ) async throws -> [ReportRow]
}
