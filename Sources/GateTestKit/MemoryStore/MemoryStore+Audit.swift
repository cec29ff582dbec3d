import GateCore
import Synchronization

extension MemoryStore: AuditLog {
    public func append(_ records: [AuditRecord]) async throws {
        try state.withLock { state in try state.append(records) }
    }

    public func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        // The search's own listing: a cursor of another one is none of this.
        let listing = "a\(query.fingerprint)."
        let end = try MemoryCursor.read(listing, query.cursor)
        return state.withLock { state in
            MemoryCursor.page(
                of: state.audit, listing, before: end, limit: query.limit, where: query.accepts)
        }
    }

    public func eraseTexts(
        tenant: TenantID, endUser: String?, before: Timestamp?
    ) async throws -> Int {
        state.withLock { state in
            var count = 0
            for place in state.audit.indices {
                let record = state.audit[place]
                guard record.isErasable(of: tenant, before),
                    (endUser ?? record.endUser) == record.endUser,
                    state.textless.insert(record.id).inserted
                else { continue }
                state.audit[place].eraseTexts()
                count += 1
            }
            return count
        }
    }

    public func eraseRecords(tenant: TenantID, before: Timestamp) async throws -> Int {
        state.withLock { state in
            let count = state.audit.count
            state.audit.removeAll { $0.isErasable(of: tenant, before) }
            return count - state.audit.count
        }
    }

    public func bannedPrompts(_ query: ReportQuery) async throws -> [ReportRow] {
        MemoryReport(query, auditRecords).rows
    }

    public func outcomes(since: Timestamp, bucket: Int64) async throws -> [OutcomeCount] {
        let judged = auditRecords.filter { $0.at >= since && $0.surface != .admin }
        let ends = Dictionary(grouping: judged) { record in
            OutcomeCount(
                at: Timestamp(milliseconds: record.at.milliseconds / bucket * bucket),
                outcome: record.outcome, count: 0)
        }
        return ends.map { OutcomeCount(at: $0.at, outcome: $0.outcome, count: $1.count) }
            .sorted { ($0.at, $0.outcome.rawValue) < ($1.at, $1.outcome.rawValue) }
    }
}

extension AuditRecord {
    fileprivate func isErasable(of tenant: TenantID, _ before: Timestamp?) -> Bool {
        self.tenant == tenant && kind != Self.adminKind && (before.map { at < $0 } ?? true)
    }

    fileprivate mutating func eraseTexts() {
        prompt = ""
        for place in matches.indices { matches[place].text = "" }
    }
}

extension AuditQuery {
    fileprivate func accepts(_ record: AuditRecord) -> Bool {
        let wantedText = (text ?? "").lowercased()
        return (tenant ?? record.tenant) == record.tenant
            && (action.map { record.hasAction($0) } ?? true)
            && (rule.map { rule in record.matches.contains { $0.rule == rule } } ?? true)
            && (endUser == nil || endUser == record.endUser)
            && (outcome ?? record.outcome) == record.outcome && (kind ?? record.kind) == record.kind
            && (wantedText.isEmpty || record.prompt.lowercased().contains(wantedText))
            && (since.map { record.at >= $0 } ?? true) && (until.map { record.at < $0 } ?? true)
    }
}

extension AuditRecord {
    fileprivate func hasAction(_ word: String) -> Bool {
        word == action.rawValue || word == outcome.rawValue || word == admin?.action
    }
}
