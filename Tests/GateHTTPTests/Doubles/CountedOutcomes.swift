import GateCore
import Synchronization

/// An audit log in which two exchanges were blocked in the stretch of time that is not over,
/// and that notes since when it was asked.
final class CountedOutcomes: AuditLog {
    let asked = Mutex<[Timestamp]>([])

    func outcomes(since: Timestamp, bucket: Int64) async throws -> [OutcomeCount] {
        asked.withLock { $0.append(since) }
        return [
            OutcomeCount(
                at: Timestamp(milliseconds: 10_000 * 60_000), outcome: .blocked, count: 2)
        ]
    }

    func append(_ records: [AuditRecord]) async throws {}
    func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        Page([], nextCursor: nil)
    }
    func eraseTexts(
        tenant: TenantID, endUser: String?, before: Timestamp?
    ) async throws -> Int { 0 }
    func eraseRecords(tenant: TenantID, before: Timestamp) async throws -> Int { 0 }
    func bannedPrompts(_ query: ReportQuery) async throws -> [ReportRow] { [] }
}
