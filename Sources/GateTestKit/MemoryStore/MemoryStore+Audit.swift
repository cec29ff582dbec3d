import GateCore
import Synchronization

extension MemoryStore: AuditLog {
    public func append(_ records: [AuditRecord]) async throws {
        try state.withLock { state in try state.append(records) }
    }

    public func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        let end = try MemoryCursor.read("a", query.cursor)
        return state.withLock { state in
            MemoryCursor.page(
                of: state.audit, "a", before: end, limit: query.limit, where: query.accepts)
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

    public func bannedPrompts(
        by grouping: ReportGrouping, tenant: TenantID?, since: Timestamp?, until: Timestamp?
    ) async throws -> [ReportRow] {
        let blocked = state.withLock { state in
            state.audit.filter { record in
                record.outcome == .blocked && (tenant ?? record.tenant) == record.tenant
                    && (since.map { record.at >= $0 } ?? true)
                    && (until.map { record.at < $0 } ?? true)
            }
        }
        var groups: [String: [AuditRecord]] = [:]
        for record in blocked {
            for name in grouping.groups(of: record) { groups[name, default: []].append(record) }
        }
        let rows = groups.compactMap { ReportRow($0.key, $0.value) }
        return rows.sorted { left, right in
            if grouping == .day { return left.group > right.group }
            return left.count == right.count ? left.group < right.group : left.count > right.count
        }
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
            && (action.map { $0 == record.action.rawValue || $0 == record.outcome.rawValue } ?? true)
            && (rule.map { rule in record.matches.contains { $0.rule == rule } } ?? true)
            && (wantedText.isEmpty || record.prompt.lowercased().contains(wantedText))
            && (since.map { record.at >= $0 } ?? true) && (until.map { record.at < $0 } ?? true)
    }
}

extension ReportGrouping {
    /// The groups that a blocked exchange counts for, each once.
    fileprivate func groups(of record: AuditRecord) -> Set<String> {
        let blocking = record.matches.filter { $0.action == .block }
        return switch self {
        case .rule: Set(blocking.map(\.rule))
        case .term: Set(blocking.map(\.term))
        case .tenant: [record.tenant.rawValue]
        case .day: [record.at.isoDay]
        }
    }
}

extension ReportRow {
    /// The row of a group's records, which are in the order they came.
    fileprivate init?(_ group: String, _ records: [AuditRecord]) {
        guard let newest = records.last, let lastAt = records.map(\.at).max() else { return nil }
        self.init(
            group: group, count: records.count, tenants: Set(records.map(\.tenant)).count,
            lastAt: lastAt, sample: newest.prompt)
    }
}
