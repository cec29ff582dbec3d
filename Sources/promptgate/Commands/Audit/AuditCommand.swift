import ArgumentParser

/// Reads the audit log of the local database.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify, export and count what was judged, from the local database.",
        discussion: """
            EXAMPLES
              promptgate audit verify
              promptgate audit export --since 7d --format csv --out week.csv
              promptgate audit stats --by rule --since 7d
            """,
        subcommands: [
            AuditVerifyCommand.self, AuditExportCommand.self, AuditStatsCommand.self,
        ])
}
