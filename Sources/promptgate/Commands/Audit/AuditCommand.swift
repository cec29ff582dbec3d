import ArgumentParser

/// Reads the audit log of the local database.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify what was judged, from the local database.",
        discussion: """
            EXAMPLES
              promptgate audit verify
            """,
        subcommands: [AuditVerifyCommand.self])
}
