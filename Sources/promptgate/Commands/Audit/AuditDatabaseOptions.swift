import ArgumentParser
import Foundation
import GateCore
import GateStore
import Logging

/// Which database a command reads.
struct AuditDatabaseOptions: ParsableArguments {
    @Option(help: "The data directory (PROMPTGATE_DATA_DIR; default data).")
    var dataDir: String?

    /// Opens the database beside a gateway that may be running.
    /// - Throws: when there is none: reading must not make one.
    func store() async throws -> SQLiteStore {
        var arguments: [String: String] = [:]
        arguments["promptgate.data_dir"] = dataDir
        let settings = try await SettingsReader(arguments: arguments).settings()
        let directory = settings.dataDirectory
        guard FileManager.default.fileExists(atPath: directory + "/promptgate.db") else {
            throw AuditFailure(
                "there is no database in \(directory); name the data directory with --data-dir, "
                    + "or PROMPTGATE_DATA_DIR")
        }
        LogOutput.bootstrap(level: .warning)
        return try SQLiteStore(
            directory: directory, audit: settings.auditPlaces, exclusive: false,
            log: Logger(label: "promptgate"))
    }
}
