import GRDB
import GateCore

/// One search of the audit log, newest first.
///
/// Where the rows come from is chosen here and not by SQLite, which has no statistics and
/// would sort a million rows to show a hundred: each source walks one index downwards in
/// the order of the listing, and everything else is looked up row by row.
struct AuditSearch: Sendable {
    /// How many texts one page reads at most where no index helps: for a text of one or two
    /// characters, and among the newest, which are not indexed yet.
    static let scanSpan: Int64 = 50_000

    private let query: AuditQuery
    private let cursor: AuditCursor?
    private let text: String?
    private let trigrams: TrigramQuery?

    /// - Throws: `Problem` (`badParameters`) for a bad cursor.
    init(_ query: AuditQuery) throws(Problem) {
        self.query = query
        cursor = try AuditCursor.read(query)
        text = query.text.map(SearchText.folded)
        trigrams = text.flatMap { TrigramQuery($0) }
    }

    /// One page. It may be short, and even empty, before the last: then as many texts as
    /// one page reads held no more.
    func page(_ db: Database) throws -> Page<AuditRecord> {
        guard var place = try cursor ?? start(db) else { return Page([], nextCursor: nil) }
        guard let text else { return try page(of: listed(place, nil).rows(db), place) }
        if trigrams == nil, query.rule != nil {
            return try page(of: listed(place, text).rows(db), place)
        }
        let indexed = trigrams == nil ? 0 : try SearchState.indexed(db)
        let floor = max(place.lowest, indexed + 1, place.below - Self.scanSpan)
        var rows: [Row] = []
        if floor < place.below {
            rows = try scanned(AuditCursor(below: place.below, lowest: floor), text).rows(db)
            if rows.count > query.limit { return try page(of: rows, place) }
            place.below = floor
            if floor > max(place.lowest, indexed + 1) {
                return try page(of: rows, place, goesOn: true)
            }
        }
        if let trigrams, place.lowest < place.below {
            rows += try found(place, text, trigrams, query.limit + 1 - rows.count).rows(db)
        }
        return try page(of: rows, place)
    }

    private func page(
        of rows: [Row], _ place: AuditCursor, goesOn: Bool = false
    ) throws -> Page<AuditRecord> {
        let shown = rows.prefix(query.limit)
        var next = place
        if rows.count > query.limit, let last = shown.last { next.below = last["sequence"] }
        let isLast = rows.count <= query.limit && !goesOn
        return Page(
            try shown.compactMap(AuditRow.record), nextCursor: isLast ? nil : next.text(query))
    }

    /// Where the first page begins; nil when there is nothing in the span of time.
    private func start(_ db: Database) throws -> AuditCursor? {
        var span = Conditions()
        if let since = query.since { span.add("at >= ?", since.milliseconds) }
        if let until = query.until { span.add("at < ?", until.milliseconds) }
        let row = try Row.fetchOne(
            db,
            sql:
                "SELECT MIN(sequence) AS lowest, MAX(sequence) AS highest FROM audit \(span.clause)",
            arguments: span.arguments)
        guard let lowest = row?["lowest"] as Int64?, let highest = row?["highest"] as Int64? else {
            return nil
        }
        return AuditCursor(below: highest + 1, lowest: lowest)
    }

    /// Every statement that a first page may take, the one that reads an index last: tests
    /// ask SQLite how it would go about them.
    var selections: [AuditSelection] {
        let place = cursor ?? AuditCursor(below: .max, lowest: 0)
        guard let text else { return [listed(place, nil)] }
        guard let trigrams else {
            return [query.rule == nil ? scanned(place, text) : listed(place, text)]
        }
        return [scanned(place, text), found(place, text, trigrams, query.limit + 1)]
    }

    // MARK: Where rows come from

    /// Rows by one of their columns, or by a rule.
    private func listed(_ place: AuditCursor, _ text: String?) -> AuditSelection {
        var selection = AuditSelection(
            from: "audit", sequence: "audit.sequence", place, limit: query.limit + 1)
        if let rule = query.rule {
            selection = AuditSelection(
                from: """
                    audit_matches AS found
                    CROSS JOIN audit ON audit.sequence = found.audit
                    """, sequence: "found.audit", place, limit: query.limit + 1, distinct: true)
            selection.conditions.add("found.rule = ?", rule)
        }
        if let text {
            selection.conditions.add(
                """
                EXISTS (SELECT 1 FROM \(Schema.auditTexts) AS texts
                WHERE texts.sequence = audit.sequence AND instr(texts.searched, ?) > 0)
                """, text)
        }
        filter(&selection.conditions, drivenBy: query.rule == nil ? drivers : [])
        return selection
    }

    /// Rows by a look into every text.
    private func scanned(_ place: AuditCursor, _ text: String) -> AuditSelection {
        var selection = AuditSelection(
            from: """
                \(Schema.auditTexts) AS texts
                CROSS JOIN audit ON audit.sequence = texts.sequence
                """, sequence: "texts.sequence", place, limit: query.limit + 1)
        selection.conditions.add("instr(texts.searched, ?) > 0", text)
        addRule(&selection.conditions)
        filter(&selection.conditions, drivenBy: [])
        return selection
    }

    /// Rows by the full-text index.
    private func found(
        _ place: AuditCursor, _ text: String, _ trigrams: TrigramQuery, _ limit: Int
    ) -> AuditSelection {
        var selection = AuditSelection(
            from: """
                audit_search
                CROSS JOIN \(Schema.auditTexts) AS texts ON texts.sequence = audit_search.rowid
                CROSS JOIN audit ON audit.sequence = audit_search.rowid
                """, sequence: "audit_search.rowid", place, limit: limit)
        selection.conditions.add("audit_search MATCH ?", trigrams.match)
        selection.conditions.add("instr(texts.searched, ?) > 0", text)
        addRule(&selection.conditions)
        filter(&selection.conditions, drivenBy: [])
        return selection
    }

    // MARK: What narrows

    private func addRule(_ conditions: inout Conditions) {
        guard let rule = query.rule else { return }
        conditions.add(
            """
            EXISTS (SELECT 1 FROM audit_matches
            WHERE audit_matches.audit = audit.sequence AND audit_matches.rule = ?)
            """, rule)
    }

    /// The columns and members of records that are asked for, the rarest values first.
    private var columns: [(name: String, value: String)] {
        let action = query.action.flatMap { RuleAction(rawValue: $0) }
        let ending = query.action.flatMap { Outcome(rawValue: $0) }
        let deed = action == nil && ending == nil ? query.action : nil
        let asked: [(String, String?)] = [
            ("audit.deed", deed), ("audit.end_user", query.endUser),
            ("audit.outcome", query.outcome?.rawValue), ("audit.outcome", ending?.rawValue),
            ("audit.tenant", query.tenant?.rawValue), ("audit.action", action?.rawValue),
            ("audit.kind", query.kind),
        ]
        return asked.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The columns whose index gives the rows: of those that have their value in an index the
    /// first, and for an outcome of a tenant both.
    private var drivers: Set<String> {
        let names = columns.filter { !Self.isCommon($0) }.map(\.name)
        if names.first == "audit.outcome", names.contains("audit.tenant") {
            return ["audit.outcome", "audit.tenant"]
        }
        return Set(names.prefix(1))
    }

    /// Whether so many records have the value that no index does.
    private static func isCommon(_ column: (name: String, value: String)) -> Bool {
        switch column.name {
        case "audit.outcome": column.value == Outcome.accepted.rawValue
        case "audit.action": column.value == RuleAction.allow.rawValue
        default: false
        }
    }

    /// Narrows by every column; a `+` keeps SQLite from an index of its own choice.
    private func filter(_ conditions: inout Conditions, drivenBy drivers: Set<String>) {
        for (name, value) in columns {
            conditions.add("\(drivers.contains(name) ? "" : "+")\(name) = ?", value)
        }
        if drivers.contains("audit.outcome") { conditions.add("audit.\(Schema.isRareOutcome)") }
        if drivers.contains("audit.action") { conditions.add("audit.\(Schema.isRareAction)") }
        if let since = query.since { conditions.add("+audit.at >= ?", since.milliseconds) }
        if let until = query.until { conditions.add("+audit.at < ?", until.milliseconds) }
    }
}
