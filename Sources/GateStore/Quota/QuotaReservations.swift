import GRDB
import GateCore

/// The rows of reservations that are open, inside a transaction.
enum QuotaReservations {
    /// Exchanges with a lease that is over, each with its task; the flag asks for all.
    static let leftSQL = """
        SELECT DISTINCT quota_reservations.exchange, tasks.record
        FROM quota_reservations LEFT JOIN tasks
            ON tasks.exchange = quota_reservations.exchange
            OR tasks.id = quota_reservations.task
        WHERE ? OR lease_until <= ?
        """

    /// The tasks that reservations of an exchange belong to.
    static let tasksSQL = """
        SELECT 1 FROM quota_reservations JOIN tasks
            ON tasks.exchange = quota_reservations.exchange
            OR tasks.id = quota_reservations.task
        WHERE quota_reservations.exchange = ?
        """

    /// Whether the exchange's reservation is a task's to end.
    static func areTasks(_ exchange: ExchangeID, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (\(tasksSQL))")
        return try Bool.fetchOne(statement, arguments: [exchange.rawValue]) ?? false
    }

    /// Whether the exchange, or the task that it may become, has its reservation: one that
    /// was held and let through is judged again under another name.
    static func exists(_ wish: QuotaWish, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM quota_reservations WHERE exchange = ? OR task = ?)
                """)
        return try Bool.fetchOne(
            statement, arguments: [wish.exchange.rawValue, wish.task?.rawValue]) ?? false
    }

    /// Keeps one charge of a wish that was granted.
    static func add(
        _ charge: QuotaWish.Charge, _ wish: QuotaWish, counter: QuotaCounter, _ db: Database
    ) throws {
        let id = try counter.add(charge.units, db)
        try db.cachedStatement(
            sql: """
                INSERT INTO quota_reservations (exchange, counter, task, units, at, lease_until)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            wish.exchange.rawValue, id, wish.task?.rawValue, charge.units, wish.at.milliseconds,
            wish.leaseUntil.milliseconds,
        ])
        guard let since = counter.since else { return }
        try db.cachedStatement(
            sql: "INSERT INTO quota_spends (counter, at, exchange, units) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [id, wish.at.milliseconds, wish.exchange.rawValue, charge.units])
        let forgotten = since + (.zero - QuotaCounter.memory)
        try db.cachedStatement(sql: "DELETE FROM quota_spends WHERE counter = ? AND at <= ?")
            .execute(arguments: [id, forgotten.milliseconds])
    }

    /// Ends the reservation of a task, by the exchange that it came from or by its own id.
    static func settle(
        _ exchange: ExchangeID, task: TaskID? = nil, _ ending: QuotaEnding, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT exchange, counter, units, at FROM quota_reservations
                WHERE exchange = ? OR task = ?
                """)
        let rows = try Row.fetchAll(statement, arguments: [exchange.rawValue, task?.rawValue])
        for row in rows {
            if ending == .refund { try giveBack(row, db) }
            try db.cachedStatement(
                sql: "DELETE FROM quota_reservations WHERE exchange = ? AND counter = ?"
            ).execute(arguments: [row["exchange"] as String, row["counter"] as Int64])
        }
    }

    /// Settles what nobody ended: of exchanges whose lease is over at `now`, or of all.
    /// - Returns: how many exchanges had theirs given back.
    static func settleLeft(
        at now: Timestamp?, sparing live: Set<ExchangeID>, _ db: Database
    ) throws -> Int {
        let rows = try Row.fetchAll(
            db, sql: leftSQL, arguments: [now == nil, now?.milliseconds])
        var returned = 0
        for row in rows {
            let exchange = ExchangeID(row["exchange"] as String)
            let isTask = row["record"] as String? != nil
            let task = isTask ? try TaskRow.record(row) : nil
            if let task {
                try keepOrSettle(exchange, task, db)
            } else if !live.contains(exchange) {
                try settle(exchange, .refund, db)
                returned += 1
            }
        }
        return returned
    }

    /// From now on the task alone decides; if it has ended, it has decided.
    private static func keepOrSettle(
        _ exchange: ExchangeID, _ task: TaskRecord, _ db: Database
    ) throws {
        if let ending = task.quotaEnding { return try settle(exchange, ending, db) }
        try db.cachedStatement(
            sql: "UPDATE quota_reservations SET lease_until = NULL WHERE exchange = ?"
        ).execute(arguments: [exchange.rawValue])
    }

    /// A rolling window's unit that has left the window is not counted any more.
    private static func giveBack(_ row: Row, _ db: Database) throws {
        let (counter, at, units): (Int64, Int64, Int) = (row["counter"], row["at"], row["units"])
        try db.cachedStatement(
            sql: """
                UPDATE quota_counters SET used = used - ?
                WHERE id = ? AND (since IS NULL OR since < ?)
                """
        ).execute(arguments: [units, counter, at])
        try db.cachedStatement(
            sql: "DELETE FROM quota_spends WHERE counter = ? AND at = ? AND exchange = ?"
        ).execute(arguments: [counter, at, row["exchange"] as String])
    }
}
