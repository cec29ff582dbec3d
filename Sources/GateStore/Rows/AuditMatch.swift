import GRDB
import GateCore

/// What a match is counted by. A record has one row of each, however often the term stands
/// in the text: reports count exchanges.
struct AuditMatch: Hashable, Sendable {
    /// Rule, term, category and action.
    let words: [String]

    init(_ match: RuleMatch) {
        words = [match.rule, match.term, match.category, match.action.rawValue]
    }

    func insert(_ sequence: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO audit_matches (audit, rule, term, category, action)
                VALUES (?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [sequence] + StatementArguments(words))
    }
}
