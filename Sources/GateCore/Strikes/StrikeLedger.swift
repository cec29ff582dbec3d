/// Counts refusals by end user. They are counted by the store itself, in the transaction
/// that keeps the audit record of the refusal, so that none is missed and none counts twice.
/// Returning means durable.
public protocol StrikeLedger: Sendable {
    /// The refusals of `user` from `since` on, up to `StrikePolicy.highestThreshold`.
    func strikes(of user: EndUser, since: Timestamp) async throws -> StrikeTally

    /// A page of end users who have refusals, by tenant and name. Those older than
    /// `StrikePolicy.longestWindowHours` may be forgotten.
    func usersWithStrikes(_ query: StrikeQuery) async throws -> Page<EndUser>

    /// Forgets the refusals of `user` and keeps the record of that, in one transaction.
    /// - Returns: how many there were.
    func forgive(_ user: EndUser, audit: AuditRecord) async throws -> Int
}
