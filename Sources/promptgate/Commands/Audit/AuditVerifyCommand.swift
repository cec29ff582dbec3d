import ArgumentParser
import GateCore
import GateStore

/// Verifies the audit log.
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Find any edit, gap or truncation of the audit log.",
        discussion: """
            Reads every record with the key that they are chained with, and the signed heads
            that stand beside it; writes nothing, and may run beside the gateway or on a copy.
            Exit code 0 when all is well; 1 when something is wrong, or cannot be read.

            EXAMPLES
              promptgate audit verify
              promptgate audit verify --data-dir backup --key-file /etc/promptgate/audit.key
            """)

    @Option(help: "The data directory, or a copy of it (PROMPTGATE_DATA_DIR; default data).")
    var dataDir: String?

    @Option(
        help: """
            The file with the keys (PROMPTGATE_AUDIT_KEY_FILE; default audit.key in the data \
            directory).
            """)
    var keyFile: String?

    @Option(
        help: """
            The file of signed heads (PROMPTGATE_AUDIT_HEADS_FILE; default audit.heads beside \
            the keys).
            """)
    var headsFile: String?

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() async throws {
        let report: AuditReport
        do {
            let settings = try await settings()
            let verifier = AuditVerifier(
                directory: settings.dataDirectory, places: settings.auditPlaces)
            var progress = Progress("records verified")
            defer { progress.end() }
            report = try verifier.run { count in for _ in 0..<count { progress.step() } }
        } catch let error as StoreError where json {
            print(AuditFindings.json(error))
            throw ExitCode(1)
        }
        let findings = AuditFindings(report)
        print(json ? findings.json : findings.text)
        if report.fault != nil { throw ExitCode(1) }
    }

    /// A key file that is named counts before a key in the environment.
    private func settings() async throws -> Settings {
        var arguments: [String: String] = [:]
        arguments["promptgate.data_dir"] = dataDir
        arguments["promptgate.audit_key_file"] = keyFile
        arguments["promptgate.audit_heads_file"] = headsFile
        var settings = try await SettingsReader(arguments: arguments).settings()
        if keyFile != nil { settings.auditKeys = nil }
        return settings
    }
}
