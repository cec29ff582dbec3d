import ArgumentParser
import GateCore
import GateHTTP
import GateStore

/// Counts banned prompts in the local database.
struct AuditStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count banned prompts by rule, tenant, term, category, end user, day or hour.",
        discussion: """
            The trend compares with as much time before --since; days and hours with the \
            one before. Times are UTC.

            EXAMPLES
              promptgate audit stats --by term --since 24h
              promptgate audit stats --by day --since 4w --tenant shop --json
            """)

    @Option(help: "rule, tenant, term, category, end_user, day or hour.")
    var by = ReportGrouping.rule

    @Option(help: "From here on: 7d, 24h, 90m, or 2026-11-23T08:00:00Z.")
    var since = AuditMoment.weekAgo

    @Option(help: "Before here, in the same forms.")
    var until: AuditMoment?

    @Option(help: "One tenant's prompts alone.")
    var tenant: String?

    @Option(help: "How many groups at most.")
    var limit = 20

    @Flag(help: "Print one JSON object, as GET /v1/admin/reports/banned-prompts answers.")
    var json = false

    @OptionGroup var database: AuditDatabaseOptions

    func validate() throws {
        guard (1...ReportQuery.largestLimit).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(ReportQuery.largestLimit).")
        }
    }

    func run() async throws {
        let store = try await database.store()
        let now = SystemTime().wall()
        var query = ReportQuery(by, limit: limit)
        query.tenant = tenant.map { TenantID($0) }
        query.since = since.timestamp(now: now)
        query.until = until?.timestamp(now: now)
        query.compareWithPeriodBefore(now: now)
        let rows = try await store.bannedPrompts(query)
        if json {
            OutputWriter.write(ReportDocument(query, rows).jsonBytes + [UInt8(ascii: "\n")])
        } else {
            print(StatsTable(query, rows, now: now, style: .standardOutput).text)
        }
        try store.close()
    }
}
