import GRDB
import GateCore
import Logging

/// Keeps everything durable in one SQLite database, so that a task, its audit record and
/// its webhooks share a transaction. Nothing to install.
///
/// Writes of concurrent callers share transactions (see `GroupCommit`); reads run beside
/// them on connections of their own and see all that was answered before they began.
public final class SQLiteStore: Sendable {
    /// The connections; tests look at their settings.
    let database: any DatabaseWriter
    private let commits: GroupCommit
    /// Knows whether new work can be kept.
    let watch: StoreWatch
    private let claim: FileLock?

    /// Opens the database `promptgate.db` in `directory`, which is made if missing, and
    /// brings its tables up to date.
    ///
    /// - Parameters:
    ///   - directory: the data directory.
    ///   - exclusive: whether this is the one process that serves from the directory. A
    ///     command that adds a tenant beside a server passes false.
    ///   - time: stamps the tenant `default`.
    ///   - random: makes that tenant's webhook secret.
    ///   - log: hears that the database was opened.
    /// - Throws: `StoreError.unavailable` when another process serves from the directory,
    ///   or when the directory or the database cannot be used.
    public convenience init(
        directory: String, exclusive: Bool = true, time: any Timekeeper = SystemTime(),
        random: any RandomSource = SystemRandom(), log: Logger
    ) throws {
        do {
            let place = try StoreDirectory(making: directory)
            let claim = exclusive ? try place.claim() : nil
            let setup = try place.setupLock()
            defer { setup?.release() }
            try place.secureDatabaseFile()
            let pool = try DatabaseOpening.pool(at: place.database)
            let space = DiskSpace(path: place.path)
            try self.init(
                pool, claim: claim, time: time, random: random, isShort: { space.isShort })
            if exclusive { try pool.write(Self.settleReservations) }
        } catch let error as DatabaseError
            where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        {
            throw StoreError(
                .unavailable,
                "\(directory)/promptgate.db is damaged, or no database "
                    + "(\(StoreError(error))); put a backup in its place, or name another "
                    + "directory (PROMPTGATE_DATA_DIR)")
        } catch {
            throw StoreError.translated(error)
        }
        log.info("store opened", metadata: ["exclusive": "\(exclusive)"])
    }

    /// A database that lives in memory, as long as this store does: for tests.
    ///
    /// - Parameters:
    ///   - time: stamps the tenant `default`.
    ///   - random: makes that tenant's webhook secret.
    ///   - isShort: whether there is no room for new work.
    /// - Throws: `StoreError.unavailable`.
    public convenience init(
        inMemoryAt time: any Timekeeper, random: any RandomSource = SystemRandom(),
        isShort: @escaping @Sendable () -> Bool = { false }
    ) throws {
        do {
            let queue = try DatabaseQueue(configuration: DatabaseOpening.configuration)
            try self.init(queue, claim: nil, time: time, random: random, isShort: isShort)
        } catch {
            throw StoreError.translated(error)
        }
    }

    private init(
        _ database: any DatabaseWriter, claim: FileLock?, time: any Timekeeper,
        random: any RandomSource, isShort: @escaping @Sendable () -> Bool
    ) throws {
        self.database = database
        self.claim = claim
        let watch = StoreWatch(isShort: isShort)
        self.watch = watch
        commits = GroupCommit(database) { db in watch.saveRoom(db) }
        try DatabaseOpening.migrate(database)
        let tenant = Tenant(id: Tenant.adminID, name: "Admin", createdAt: time.wall())
        let secret = FreshSecret.webhook(random)
        try database.write { db in try Self.addMissing(tenant, secret, db) }
    }

    /// How many writes wait for the next transaction.
    var waitingWrites: Int { commits.waitingCount }

    /// Closes the database and gives the directory free. Later calls fail.
    /// - Throws: `StoreError.unavailable` when a call is still at work.
    public func close() throws {
        do {
            try database.close()
        } catch {
            throw StoreError.translated(error)
        }
        claim?.release()
    }

    /// Reads from one snapshot.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.read(work)
        } catch {
            throw StoreError.translated(error)
        }
    }

    /// Writes in one transaction; returns once it is durable.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            let value = try await commits.perform(work)
            watch.worked()
            return value
        } catch {
            let error = StoreError.translated(error)
            watch.failed(error)
            throw error
        }
    }
}
