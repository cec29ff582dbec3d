import GRDB

/// One SELECT of audit rows, newest first.
struct AuditSelection: Sendable {
    private let source: String
    private let sequence: String
    private let limit: Int
    private let distinct: Bool
    /// What the rows are narrowed by.
    var conditions = Conditions()

    /// - Parameters:
    ///   - source: the tables; `audit` is among them.
    ///   - sequence: the column of the source that its rows are walked by.
    ///   - place: between which sequence numbers.
    ///   - limit: how many at most.
    ///   - distinct: whether the source has a record more than once.
    init(
        from source: String, sequence: String, _ place: AuditCursor, limit: Int,
        distinct: Bool = false
    ) {
        self.source = source
        self.sequence = sequence
        self.limit = limit
        self.distinct = distinct
        conditions.add("\(sequence) < ?", place.below)
        conditions.add("\(sequence) >= ?", place.lowest)
        // A record that was erased whole has no tenant.
        conditions.add("+audit.tenant <> ''")
    }

    /// The statement.
    var sql: String {
        """
        SELECT \(sequence) AS sequence, \(AuditRow.columns)
        FROM \(source)
        \(conditions.clause)
        \(distinct ? "GROUP BY \(sequence)" : "")
        ORDER BY \(sequence) DESC LIMIT \(limit)
        """
    }

    /// The rows.
    func rows(_ db: Database) throws -> [Row] {
        try Row.fetchAll(db, sql: sql, arguments: conditions.arguments)
    }
}
