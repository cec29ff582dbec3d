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
    private let space: DiskSpace?
    /// Remembers whose keys were used lately.
    let callers: CallerCache
    /// Makes the proofs that audit records carry.
    let sealer: AuditSealer

    /// Opens the database `promptgate.db` in `directory`, which is made if missing, and
    /// brings its tables up to date.
    ///
    /// - Parameters:
    ///   - directory: the data directory.
    ///   - audit: where the keys and the signed heads of the audit log are; nil for the data
    ///     directory. The first key is made where there is none.
    ///   - exclusive: whether this is the one process that serves from the directory. A
    ///     command that adds a tenant beside a server passes false.
    ///   - time: stamps the tenant `default`.
    ///   - random: makes that tenant's webhook secret.
    ///   - observer: hears of every transaction that writes.
    ///   - log: hears that the database was opened.
    /// - Throws: `StoreError.unavailable` when another process serves from the directory,
    ///   or when the directory or the database cannot be used.
    public convenience init(
        directory: String, audit: AuditPlaces? = nil, exclusive: Bool = true,
        time: any Timekeeper = SystemTime(), random: any RandomSource = SystemRandom(),
        observer: any Observer = SilentObserver(), log: Logger
    ) throws {
        do {
            let place = try StoreDirectory(making: directory)
            let claim = exclusive ? try place.claim() : nil
            let setup = try place.setupLock()
            defer { setup?.release() }
            try place.secureDatabaseFile()
            let pool = try DatabaseOpening.pool(at: place.database)
            let audit = audit ?? AuditPlaces(directory: directory)
            let keys = try audit.keyring() ?? Self.firstKey(audit, pool, random)
            let heads = AuditHeadCopy(AuditHeadFile(audit.headFile), log: log)
            let space = DiskSpace(path: place.path)
            try self.init(
                pool, AuditSealer(keys: keys, time: time, random: random), heads, claim: claim,
                isShort: { space.isShort }, space: space, observer: observer)
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
            let keys = AuditKeyring(random)
            try self.init(
                queue, AuditSealer(keys: keys, time: time, random: random), nil, claim: nil,
                isShort: isShort)
        } catch {
            throw StoreError.translated(error)
        }
    }

    private init(
        _ database: any DatabaseWriter, _ sealer: AuditSealer, _ heads: AuditHeadCopy?,
        claim: FileLock?, isShort: @escaping @Sendable () -> Bool,
        space: DiskSpace? = nil, observer: any Observer = SilentObserver()
    ) throws {
        self.database = database
        self.claim = claim
        self.space = space
        self.sealer = sealer
        callers = CallerCache(time: sealer.time)
        let watch = StoreWatch(isShort: isShort)
        self.watch = watch
        commits = GroupCommit(
            database, memory: sealer.tip,
            committed: { heads?.bringUpToDate($0) }, afterGroup: { watch.saveRoom($0) },
            observer: observer, time: sealer.time)
        try DatabaseOpening.migrate(database, sealer)
        let tenant = Tenant(id: Tenant.adminID, name: "Admin", createdAt: sealer.time.wall())
        let secret = FreshSecret.webhook(sealer.random)
        try database.write { db in
            try Self.addMissing(tenant, secret, db)
            try sealer.adopt(db)
            try sealer.sign(db)
        }
        try database.read { db in try heads?.start(db) }
    }

    /// The first key of an audit log that has no record yet.
    /// - Throws: `StoreError.unavailable`, when there are records and their key is missing:
    ///   another key would break the chain.
    private static func firstKey(
        _ places: AuditPlaces, _ database: any DatabaseReader, _ random: any RandomSource
    ) throws -> AuditKeyring {
        if let key = try database.read(AuditSealer.adopted) {
            throw StoreError(
                .unavailable,
                "the audit key file \(places.keyFile) is missing, yet the audit log is chained "
                    + "with key \(key): put the file back, or say where it is "
                    + "(PROMPTGATE_AUDIT_KEY_FILE; see docs/audit.md, Keys)")
        }
        return try places.makeKey(random)
    }

    /// The keys of the audit log.
    public var auditKeys: AuditKeyring { sealer.keys }

    /// Signs the audit log as it stands, so that what is in it cannot be cut off unseen. It
    /// is done even when the calling task is cancelled: that is how a gateway ends.
    /// - Throws: `StoreError.unavailable`.
    public func signAuditHead() async throws { try await write(sealer.sign) }

    /// Free bytes where the database is; nil where the system does not say.
    public var freeBytes: UInt64? { space?.free }

    /// Whether the disk is too full for new work.
    public var isShortOfRoom: Bool { watch.isShortOfRoom }

    /// How many writes wait for the next transaction.
    var waitingWrites: Int { commits.waitingCount }

    /// Whether many callers write at once: then what can wait should.
    var isCrowded: Bool { commits.isCrowded }

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
