import GRDB

/// The schema's history. A migration that was released is never edited.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 tenants, tasks, audit, quota, notices") { database in
            for statement in first { try database.execute(sql: statement) }
        }
        return migrator
    }

    private static let first = [
        """
        CREATE TABLE tenants (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            webhook_secret TEXT NOT NULL,
            record TEXT NOT NULL)
        """,
        """
        CREATE TABLE keys (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT REFERENCES tenants(id),
            scope TEXT NOT NULL,
            digest BLOB NOT NULL UNIQUE,
            record TEXT NOT NULL)
        """,
        // What is asked for stands in columns; the record is the one truth.
        """
        CREATE TABLE tasks (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            trigger_id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            status TEXT NOT NULL,
            open INTEGER NOT NULL,
            counted INTEGER NOT NULL,
            version INTEGER NOT NULL,
            message_id TEXT,
            job_id TEXT,
            record TEXT NOT NULL)
        """,
        "CREATE INDEX tasks_by_trigger ON tasks(trigger_id)",
        "CREATE INDEX tasks_by_tenant ON tasks(tenant, sequence)",
        "CREATE INDEX tasks_open ON tasks(sequence) WHERE open",
        "CREATE INDEX tasks_counted ON tasks(sequence) WHERE counted",
        "CREATE INDEX tasks_by_message ON tasks(message_id) WHERE message_id IS NOT NULL",
        "CREATE INDEX tasks_by_job ON tasks(job_id) WHERE job_id IS NOT NULL",
        """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            prompt TEXT NOT NULL,
            record TEXT NOT NULL)
        """,
        "CREATE INDEX audit_by_tenant ON audit(tenant, sequence)",
        "CREATE INDEX audit_blocked ON audit(at) WHERE outcome = 'blocked'",
        """
        CREATE TABLE audit_matches (
            audit INTEGER NOT NULL REFERENCES audit(sequence),
            rule TEXT NOT NULL,
            term TEXT NOT NULL,
            PRIMARY KEY (audit, rule, term)) WITHOUT ROWID
        """,
        "CREATE INDEX audit_matches_by_rule ON audit_matches(rule, audit)",
        """
        CREATE TABLE quota (
            exchange TEXT NOT NULL PRIMARY KEY,
            tenant TEXT NOT NULL,
            window INTEGER NOT NULL,
            committed INTEGER NOT NULL) WITHOUT ROWID
        """,
        "CREATE INDEX quota_by_window ON quota(tenant, window)",
        """
        CREATE TABLE notices (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL,
            task TEXT NOT NULL,
            pending INTEGER NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            ended_at INTEGER,
            error TEXT,
            record TEXT NOT NULL)
        """,
        "CREATE INDEX notices_pending ON notices(task, sequence) WHERE pending",
        "CREATE INDEX notices_due ON notices(next_at) WHERE pending",
    ]
}
