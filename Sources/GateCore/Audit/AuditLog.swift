/// Keeps one record of every judged exchange. Returning means durable.
public protocol AuditLog: Sendable {
    /// Adds records of exchanges that became no task, in order, in one transaction.
    func append(_ records: [AuditRecord]) async throws

    /// A page of records, newest first.
    func records(_ query: AuditQuery) async throws -> Page<AuditRecord>

    /// Erases the texts (the prompt, and the parts of it that matched) of a tenant's judged
    /// exchanges; the records stay, and so does the proof that nothing else was changed.
    ///
    /// - Parameters:
    ///   - tenant: whose.
    ///   - endUser: of this end user alone; nil for all.
    ///   - before: of exchanges before that; nil for all.
    /// - Returns: of how many records.
    func eraseTexts(tenant: TenantID, endUser: String?, before: Timestamp?) async throws -> Int

    /// Erases all that a tenant's judged exchanges before `before` left behind. That there
    /// were records stays known, and nothing else of them.
    ///
    /// - Returns: how many.
    func eraseRecords(tenant: TenantID, before: Timestamp) async throws -> Int

    /// Blocked exchanges, grouped, most first (days and hours: newest first). An exchange
    /// counts once for each group that asked to block it.
    func bannedPrompts(_ query: ReportQuery) async throws -> [ReportRow]

    /// How judged exchanges ended since `since`, by stretches of `bucket` milliseconds that
    /// begin at its multiples; oldest first, without those in which nothing happened.
    func outcomes(since: Timestamp, bucket: Int64) async throws -> [OutcomeCount]
}
