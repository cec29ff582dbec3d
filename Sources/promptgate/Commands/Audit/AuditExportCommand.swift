import ArgumentParser
import Foundation
import GateCore
import GateHTTP
import GateStore

/// Writes audit records out of the local database.
struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write audit records as NDJSON or CSV, newest first.",
        discussion: """
            Reads the database beside a gateway that may be running. Records are written \
            page by page, so that any number takes the memory of one page. A file appears \
            under its name once it is whole.

            EXAMPLES
              promptgate audit export --since 7d --format csv --out week.csv
              promptgate audit export --tenant shop --outcome blocked | jq .prompt
            """)

    @Option(help: "One tenant's records alone.")
    var tenant: String?

    @Option(help: "ndjson or csv.")
    var format = AuditLines.ndjson

    @Option(help: "From here on: 7d, 24h, 90m, or 2026-11-23T08:00:00Z.")
    var since: AuditMoment?

    @Option(help: "Before here, in the same forms.")
    var until: AuditMoment?

    @Option(help: "Records of one outcome alone, as in blocked.")
    var outcome: Outcome?

    @Option(help: "Records of one kind alone, as in imagine, moderate or admin.")
    var kind: String?

    @Option(help: "Write to this file; standard output without.")
    var out: String?

    @OptionGroup var database: AuditDatabaseOptions

    func run() async throws {
        let store = try await database.store()
        let output = try AuditOutput(out)
        var progress = Progress("records written", isShown: output.leavesTerminalFree)
        var query = AuditQuery(limit: 1000)
        let now = SystemTime().wall()
        query.tenant = tenant.map { TenantID($0) }
        query.since = since?.timestamp(now: now)
        query.until = until?.timestamp(now: now)
        query.outcome = outcome
        query.kind = kind
        try output.write(format.head)
        repeat {
            let page = try await store.records(query)
            try output.write(format.bytes(of: page.elements))
            progress.step(by: page.elements.count)
            query.cursor = page.nextCursor
        } while query.cursor != nil
        try output.finish()
        progress.end()
        try store.close()
    }
}
