import GRDB
import GateCore

/// What a listing is narrowed by: SQL with a place for each value, and the values, which
/// are bound and never pasted.
struct Conditions: Sendable {
    private var terms: [String] = []
    private var values: [DatabaseValue] = []

    /// Narrows by `term`, which has a `?` for each of `values`.
    mutating func add(_ term: String, _ values: (any DatabaseValueConvertible)?...) {
        terms.append("(\(term))")
        self.values += values.map { $0?.databaseValue ?? .null }
    }

    /// Narrows to rows whose `column` is one of `values`.
    mutating func add(anyOf column: String, _ values: [String]) {
        let places = values.map { _ in "?" }.joined(separator: ", ")
        terms.append("(\(column) IN (\(places)))")
        self.values += values.sorted().map(\.databaseValue)
    }

    /// `WHERE …`, or nothing.
    var clause: String { terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ") }

    /// The values, in order.
    var arguments: StatementArguments { StatementArguments(values) }

    /// One page of `table`, newest first unless said otherwise. Sequence numbers never change
    /// and are never used again, so that no row shows on two pages, or on none, whatever is
    /// added meanwhile.
    func page<Element: Sendable>(
        of table: String, _ columns: String = "record", as listing: Cursor.Listing,
        oldestFirst: Bool = false, limit: Int, _ db: Database,
        _ element: (Row) throws -> Element?
    ) throws -> Page<Element> {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(table).sequence AS sequence, \(columns) FROM \(table) \(clause)
                ORDER BY sequence \(oldestFirst ? "ASC" : "DESC") LIMIT \(limit + 1)
                """, arguments: arguments)
        let shown = rows.prefix(limit)
        let more = rows.count > limit ? shown.last : nil
        return Page(
            try shown.compactMap(element),
            nextCursor: more.map { Cursor.text(listing, after: $0["sequence"]) })
    }
}
