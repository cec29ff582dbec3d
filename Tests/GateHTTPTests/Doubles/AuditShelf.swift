import GateCore
import Synchronization

/// Audit records in memory, two a page, whatever the limit: so that paging shows.
final class AuditShelf: AuditLog {
    struct Erasure: Equatable {
        let tenant: TenantID
        var endUser: String?
        var before: Timestamp?
    }

    struct State {
        var records: [AuditRecord] = []
        var rows: [ReportRow] = []
        var queries: [AuditQuery] = []
        var reports: [ReportQuery] = []
        var failure: StoreError?
        var erasures: [Erasure] = []
    }

    let state = Mutex(State())

    func append(_ records: [AuditRecord]) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.records += records
        }
    }

    func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        state.withLock { state in
            state.queries.append(query)
            let start = query.cursor.flatMap { Int($0) } ?? 0
            let end = min(start + min(query.limit, 2), state.records.count)
            return Page(
                Array(state.records[start..<end]),
                nextCursor: end < state.records.count ? String(end) : nil)
        }
    }

    func eraseTexts(
        tenant: TenantID, endUser: String?, before: Timestamp?
    ) async throws -> Int {
        state.withLock { state in
            state.erasures.append(Erasure(tenant: tenant, endUser: endUser, before: before))
            return 3
        }
    }

    func eraseRecords(tenant: TenantID, before: Timestamp) async throws -> Int { 0 }

    func bannedPrompts(_ query: ReportQuery) async throws -> [ReportRow] {
        state.withLock { state in
            state.reports.append(query)
            return state.rows
        }
    }

    func outcomes(since: Timestamp, bucket: Int64) async throws -> [OutcomeCount] { [] }

    /// What admins did, in order.
    var deeds: [AdminAction] { state.withLock { $0.records.compactMap(\.admin) } }
}
