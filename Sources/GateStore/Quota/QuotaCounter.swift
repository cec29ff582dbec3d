import GRDB
import GateCore

/// The count of one window, inside a transaction.
///
/// A rolling window's count is of the units after `since`. As time goes on, units are taken
/// off as that boundary passes them; when the clock was set back they are put on again. So
/// each unit is looked at once or twice, however many there are in the window.
struct QuotaCounter {
    /// How much longer than its window a unit is remembered, for clocks that are set back.
    static let memory: Duration = .seconds(26 * 3600)

    let window: QuotaWindow
    /// Its row; nil before anything was counted.
    let id: Int64?
    /// Units spent and reserved; of a rolling window less those granted.
    let used: Int
    /// Units granted in a calendar window.
    let granted: Int
    /// A rolling window: units of this moment and before are not counted.
    let since: Timestamp?

    /// The count at `now`.
    init(_ window: QuotaWindow, at now: Timestamp, _ db: Database) throws {
        self.window = window
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, used, granted, since FROM quota_counters
                WHERE tenant = ? AND kind = ? AND holder = ? AND date = ?
                """)
        let row = try Row.fetchOne(statement, arguments: StatementArguments(Self.name(window)))
        since = window.rollingSpan.map { now + (.zero - $0) }
        id = row?["id"]
        granted = row?["granted"] ?? 0
        let counted: Int = row?["used"] ?? 0
        if let id, let since, let before: Int64 = row?["since"] {
            used = counted - (try Self.passed(id, from: before, to: since.milliseconds, db))
        } else {
            used = counted
        }
    }

    /// What is left under `limit`; below zero after the limit was lowered.
    func left(of limit: Int) -> Int { limit + granted - used }

    /// Counts `units` more (or fewer), and where the boundary stands now.
    /// - Returns: the row.
    func add(_ units: Int, granting grant: Int = 0, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO quota_counters
                    (tenant, kind, holder, date, ends_at, since, used, granted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant, kind, holder, date) DO UPDATE
                SET used = excluded.used, granted = excluded.granted, since = excluded.since
                RETURNING id
                """)
        let values: [(any DatabaseValueConvertible)?] = [
            endsAt?.milliseconds, since?.milliseconds, used + units, granted + grant,
        ]
        let id = try Int64.fetchOne(
            statement, arguments: StatementArguments(Self.name(window) + values))
        guard let id else { throw StoreError(.unavailable, "a counter was not kept") }
        return id
    }

    /// Keeps the boundary, where units were passed: so that they are not looked at again.
    func keepBoundary(_ db: Database) throws {
        guard let id, since != nil else { return }
        try db.cachedStatement(
            sql: "UPDATE quota_counters SET used = ?, since = ? WHERE id = ? AND used <> ?"
        ).execute(arguments: [used, since?.milliseconds, id, used])
    }

    /// When `units` would fit under `limit`, if nothing more were counted.
    func freeAt(_ units: Int, limit: Int, now: Timestamp, _ db: Database) throws -> Timestamp {
        guard let since, let span = window.rollingSpan else { return endsAt ?? now }
        guard let id else { return now + span }
        let statement = try db.cachedStatement(
            sql: "SELECT at, units FROM quota_spends WHERE counter = ? AND at > ? ORDER BY at")
        let rows = try Row.fetchCursor(statement, arguments: [id, since.milliseconds])
        var missing = units - left(of: limit)
        var last: Int64?
        while let row = try rows.next() {
            let at: Int64 = row["at"]
            // All of one moment leave together.
            if missing <= 0, at != last { break }
            missing -= row["units"] as Int
            last = at
        }
        guard missing <= 0, let last else { return now + span }
        return Timestamp(milliseconds: last) + span
    }

    private var endsAt: Timestamp? {
        guard case .calendar(let span) = window.extent else { return nil }
        return span.end
    }

    private static func name(_ window: QuotaWindow) -> [(any DatabaseValueConvertible)?] {
        [
            window.tenant.rawValue, window.kind, window.key?.rawValue ?? "",
            window.date.milliseconds,
        ]
    }

    /// The units between two places of the boundary; negative when it went back.
    private static func passed(
        _ id: Int64, from old: Int64, to new: Int64, _ db: Database
    ) throws -> Int {
        guard old != new else { return 0 }
        let statement = try db.cachedStatement(
            sql: """
                SELECT COALESCE(SUM(units), 0) FROM quota_spends
                WHERE counter = ? AND at > ? AND at <= ?
                """)
        let units = try Int.fetchOne(statement, arguments: [id, min(old, new), max(old, new)]) ?? 0
        return old < new ? units : -units
    }
}
