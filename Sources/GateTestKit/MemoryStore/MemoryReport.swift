import GateCore

/// The report of banned prompts, worked out record by record.
struct MemoryReport {
    private struct Group: Hashable {
        let name: String
        let tenant: TenantID?
    }

    private let query: ReportQuery
    /// Every blocked record that the tenant's narrowing lets through, in the order they came.
    private let blocked: [AuditRecord]

    init(_ query: ReportQuery, _ records: [AuditRecord]) {
        self.query = query
        blocked = records.filter { record in
            record.outcome == .blocked && (query.tenant ?? record.tenant) == record.tenant
        }
    }

    /// The rows in order.
    var rows: [ReportRow] {
        let previous = previousCounts
        let rows = groups(since: query.since, until: query.until).compactMap { group, records in
            row(group, records, previous)
        }
        let sorted = rows.sorted { left, right in
            if query.grouping.bucket != nil { return left.group > right.group }
            if left.count != right.count { return left.count > right.count }
            return (left.group, left.tenant?.rawValue ?? "")
                < (right.group, right.tenant?.rawValue ?? "")
        }
        return Array(sorted.prefix(query.limit))
    }

    private func groups(since: Timestamp?, until: Timestamp?) -> [Group: [AuditRecord]] {
        var groups: [Group: [AuditRecord]] = [:]
        for record in blocked
        where (since.map { record.at >= $0 } ?? true) && (until.map { record.at < $0 } ?? true) {
            for group in self.groups(of: record) { groups[group, default: []].append(record) }
        }
        return groups
    }

    /// Counts that rows are compared with; nil when with none. Stretches of time are compared
    /// with whole ones, wherever the report begins.
    private var previousCounts: [Group: Int]? {
        if query.grouping.bucket != nil {
            return groups(since: nil, until: nil).mapValues(\.count)
        }
        guard let start = query.comparedSince else { return nil }
        return groups(since: start, until: query.since).mapValues(\.count)
    }

    private func row(
        _ group: Group, _ records: [AuditRecord], _ previous: [Group: Int]?
    ) -> ReportRow? {
        guard let lastAt = records.map(\.at).max() else { return nil }
        var base = group
        if let bucket = query.grouping.bucket {
            base = Group(
                name: timeName(Timestamp(milliseconds: lastAt.milliseconds - bucket.milliseconds)),
                tenant: nil)
        }
        let samples = records.reversed().prefix(ReportRow.samples).map {
            ReportSample($0, group: group.name, by: query.grouping)
        }
        return ReportRow(
            group: group.name, tenant: group.tenant, count: records.count,
            previous: previous.map { $0[base] ?? 0 },
            tenants: Set(records.map(\.tenant)).count, lastAt: lastAt, samples: samples)
    }

    /// The groups that a blocked exchange counts for, each once.
    private func groups(of record: AuditRecord) -> Set<Group> {
        let blocking = record.matches.filter { $0.action == .block }
        let names: [String] =
            switch query.grouping {
            case .rule: blocking.map(\.rule)
            case .term: blocking.map(\.term)
            case .category: blocking.map(\.category)
            case .tenant: [record.tenant.rawValue]
            case .endUser: record.endUser.map { [$0] } ?? []
            case .day, .hour: [timeName(record.at)]
            }
        let tenant = query.grouping == .endUser ? record.tenant : nil
        return Set(names.map { Group(name: $0, tenant: tenant) })
    }

    private func timeName(_ at: Timestamp) -> String {
        query.grouping == .hour ? at.isoHour : at.isoDay
    }
}
