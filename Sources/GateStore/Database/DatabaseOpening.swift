import GRDB
import GateCore

/// Opens the database in the state that the store relies on.
enum DatabaseOpening {
    /// The settings of every connection.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "promptgate"
        configuration.foreignKeysEnabled = true
        // A command writes beside the server now and then, each for milliseconds.
        configuration.busyMode = .timeout(5)
        configuration.publicStatementArguments = false
        // What is erased must not be left behind in the file, as deleted rows are by default.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA secure_delete = ON") }
        return configuration
    }

    /// The pool of connections to the file at `path`, in WAL mode.
    static func pool(at path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB sets NORMAL on the writer after `prepareDatabase`, and NORMAL may lose what
        // was answered when the power goes.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        return pool
    }

    /// Brings the tables up to date.
    /// - Throws: `StoreError.unavailable` when a newer version made them.
    static func migrate(_ database: any DatabaseWriter, _ sealer: AuditSealer) throws {
        let migrator = Schema.migrator(sealer)
        guard try !database.read(migrator.hasBeenSuperseded) else {
            throw StoreError(
                .unavailable, "the database was made by a newer version of promptgate; use that one"
            )
        }
        try migrator.migrate(database)
    }
}
