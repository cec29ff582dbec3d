import GateCore

/// A report of banned prompts as it is answered: as JSON, or as a table.
public struct ReportDocument: Sendable {
    private let query: ReportQuery
    private let rows: [ReportRow]

    /// - Parameters:
    ///   - query: what was asked.
    ///   - rows: what was found.
    public init(_ query: ReportQuery, _ rows: [ReportRow]) {
        self.query = query
        self.rows = rows
    }

    /// The report as `GET /v1/admin/reports/banned-prompts` answers it.
    public var jsonBytes: [UInt8] { json.bytes }

    /// The report as comma-separated values, with a header line. `owner` is the tenant whose
    /// end user a group is.
    public var csvBytes: [UInt8] {
        let header = [
            query.grouping.rawValue, "count", "previous", "trend", "tenants", "last_at", "owner",
            "samples", "sample",
        ]
        let lines = [CSVLine.text(header)] + rows.map(Self.line)
        return Array(lines.joined().utf8)
    }

    var json: OrderedJSON {
        [
            "group_by": .text(query.grouping.rawValue), "since": .time(query.since),
            "until": .time(query.until), "compared_since": .time(query.comparedSince),
            "total": .number(rows.reduce(0) { $0 + $1.count }),
            "data": .list(rows.map { $0.json(query.grouping) }),
        ]
    }

    private static func line(_ row: ReportRow) -> String {
        // A trend may begin with a minus, which is no formula here.
        CSVLine.line([
            CSVLine.cell(row.group), String(row.count), row.previous.map { String($0) } ?? "",
            row.trend.map { String($0) } ?? "", String(row.tenants), row.lastAt.iso8601,
            CSVLine.cell(row.tenant?.rawValue ?? ""),
            CSVLine.cell(row.samples.map(\.id.rawValue).joined(separator: " ")),
            CSVLine.cell(row.samples.first?.prompt ?? ""),
        ])
    }
}

extension ReportRow {
    fileprivate func json(_ grouping: ReportGrouping) -> OrderedJSON {
        let names: OrderedJSON = .members(
            [grouping.rawValue, "group", "key"].map { ($0, .text(group)) })
        // By tenant, the group is the tenant already.
        let owner: OrderedJSON = .members(tenant.map { [("tenant", .text($0.rawValue))] } ?? [])
        return names.adding(owner).adding([
            "count": .number(count), "previous": .number(previous),
            "trend": .value(trend.map { .double($0) } ?? .null), "tenants": .number(tenants),
            "last_at": .time(lastAt), "sample": .text(samples.first?.prompt),
            "samples": .list(samples.map(\.json)),
        ])
    }
}

extension ReportSample {
    fileprivate var json: OrderedJSON {
        [
            "id": .text(id.rawValue), "at": .time(at), "tenant": .text(tenant.rawValue),
            "prompt": .text(prompt),
            "span": span.map { .list($0.map { .number($0) }) } ?? .text(nil),
        ]
    }
}
