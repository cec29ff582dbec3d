import Foundation
import GRDB
import GateCore

extension Schema {
    // `record` has no text of the tenant's users: those stand in `audit_texts`, as a list of
    // the prompt and then what matched, one after another. Numbers have no gaps, which a
    // counter in the same transaction sees to. An erasure accounts for texts, or all of a
    // record, that are gone.
    private static let auditChain = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            record TEXT NOT NULL,
            commitment BLOB NOT NULL,
            digest BLOB NOT NULL,
            link BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_time ON audit (at);
        CREATE INDEX audit_by_tenant ON audit (tenant);
        CREATE INDEX audit_blocked ON audit (at) WHERE outcome = 'blocked';
        CREATE TABLE audit_matches (
            audit INTEGER NOT NULL REFERENCES audit (sequence),
            rule TEXT NOT NULL,
            term TEXT NOT NULL,
            category TEXT NOT NULL,
            action TEXT NOT NULL,
            PRIMARY KEY (audit, rule, term, category, action)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX audit_matches_by_rule ON audit_matches (rule, audit);
        CREATE TABLE audit_texts (
            sequence INTEGER PRIMARY KEY REFERENCES audit (sequence),
            salt BLOB NOT NULL,
            texts TEXT NOT NULL,
            searched TEXT NOT NULL
        ) STRICT;
        CREATE TABLE audit_erasures (
            sequence INTEGER PRIMARY KEY REFERENCES audit (sequence),
            part TEXT NOT NULL,
            at INTEGER NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        CREATE TABLE audit_heads (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            link BLOB NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        CREATE TABLE audit_chain (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sequence INTEGER NOT NULL,
            link BLOB NOT NULL,
            key TEXT
        ) STRICT;
        """

    /// Makes the chained tables and chains the records there are, in their order.
    static func chainAudit(_ sealer: AuditSealer, _ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE audit_unchained AS SELECT sequence, record FROM audit;
                DROP TABLE audit_matches;
                DROP TABLE audit;
                """)
        try db.execute(sql: auditChain)
        try db.execute(
            sql: "INSERT INTO audit_chain (id, sequence, link) VALUES (1, 0, ?)",
            arguments: [AuditSealer.origin])
        let records = try String.fetchCursor(
            db, sql: "SELECT record FROM audit_unchained ORDER BY sequence")
        while let text = try records.next() {
            let record = try StoredJSON.value(AuditRecord.self, from: text)
            try AuditRow(record, sealer).insertChained(db)
        }
        try db.execute(sql: "DROP TABLE audit_unchained")
    }
}
