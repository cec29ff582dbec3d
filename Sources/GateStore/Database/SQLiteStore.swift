import Foundation
import GRDB
import GateCore
import Logging

/// Tenants, tasks, audit records, quota and webhooks in one SQLite database, so that what
/// belongs together is one transaction.
///
/// WAL mode with `synchronous=FULL`: returning means durable over a power cut.
public final class SQLiteStore: Sendable {
    let pool: DatabasePool
    private let lock: StoreLock?

    /// Opens the database in `directory`, and makes both if they are missing.
    ///
    /// - Parameters:
    ///   - directory: kept readable for this user alone; webhook secrets sign, so they
    ///     stand there in the clear.
    ///   - exclusive: whether no other gateway may work on it; false for commands that run
    ///     beside one.
    ///   - random: makes the webhook secret of the tenant `default`.
    ///   - log: hears of migrations.
    /// - Throws: `StoreError`.
    public init(
        directory: String, exclusive: Bool = true, random: any RandomSource, log: Logger
    ) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(.unavailable, "cannot make the data directory \(directory): \(error)")
        }
        lock = exclusive ? try StoreLock(directory: directory) : nil
        pool = try Self.open("\(directory)/promptgate.db", log)
        try seed(random)
    }

    private static func open(_ path: String, _ log: Logger) throws -> DatabasePool {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            configuration.label = "promptgate"
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL on its writer after `prepareDatabase` has run.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous=FULL") }
            try Migrations.all.migrate(pool)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return pool
        } catch {
            throw StoreError(.unavailable, "cannot open \(path): \(error)")
        }
    }
}
