import GRDB

/// The tables, as a list of named steps that only ever grows: a step that was released
/// is never edited, because it has run on somebody's data.
///
/// A record is kept whole, as JSON; the columns beside it are what is searched by, and are
/// derived from it on every write.
enum Schema {
    /// - Parameter sealer: chains the audit records there are.
    static func migrator(_ sealer: AuditSealer) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 tenants and keys") { try $0.execute(sql: tenants) }
        migrator.registerMigration("2 tasks") { try $0.execute(sql: tasks) }
        migrator.registerMigration("3 notices") { try $0.execute(sql: notices) }
        migrator.registerMigration("4 audit") { try $0.execute(sql: audit) }
        migrator.registerMigration("5 quota") { try $0.execute(sql: quota) }
        migrator.registerMigration("6 quota policies") { try $0.execute(sql: quotaPolicies) }
        migrator.registerMigration("held prompts") { try $0.execute(sql: heldPrompts) }
        migrator.registerMigration("strikes") { try $0.execute(sql: strikes) }
        migrator.registerMigration("notices without a task") {
            try $0.execute(sql: noticesWithoutTask)
        }
        migrator.registerMigration("suggestions") { try $0.execute(sql: suggestions) }
        migrator.registerMigration("images") { try $0.execute(sql: images) }
        migrator.registerMigration("audit chain") { try chainAudit(sealer, $0) }
        migrator.registerMigration("audit search") { try $0.execute(sql: auditSearch) }
        migrator.registerMigration("webhook deliveries") { try $0.execute(sql: deliveries) }
        migrator.registerMigration("task search") { try $0.execute(sql: taskSearch) }
        migrator.registerMigration("accounts") { try $0.execute(sql: accounts) }
        migrator.registerMigration("delivered webhooks") { try $0.execute(sql: delivered) }
        migrator.registerMigration("receivers of webhooks", migrate: addReceivers)
        migrator.registerMigration("queue places") { try $0.execute(sql: queuePlaces) }
        migrator.registerMigration("parked accounts") { try $0.execute(sql: parkedAccounts) }
        migrator.registerMigration("audit columns") { try $0.execute(sql: auditColumns) }
        return migrator
    }

    // Webhook secrets have to be kept in the clear, since they sign; so the file's mode is
    // 0600. Of a key only the SHA-256 is kept: it has 128 random bits or more, so that no
    // slow hash is needed.
    private static let tenants = """
        CREATE TABLE tenants (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            webhook_secret TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE api_keys (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT REFERENCES tenants (id),
            scope TEXT NOT NULL,
            digest BLOB NOT NULL UNIQUE,
            record TEXT NOT NULL,
            CHECK ((scope = 'admin') = (tenant IS NULL))
        ) STRICT;
        CREATE INDEX api_keys_by_tenant ON api_keys (tenant);
        """

    // `sequence` is the order of admission. `takes_place`: queued, or holds a slot.
    // `message_id` and `job_hash` are set once it has finished. Every admission asks how many
    // places are taken, and counting a long queue each time would be what it mostly does; so
    // triggers keep the number.
    private static let tasks = """
        CREATE TABLE tasks (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            trigger_id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            exchange TEXT NOT NULL,
            status TEXT NOT NULL,
            is_open INTEGER NOT NULL,
            takes_place INTEGER NOT NULL,
            version INTEGER NOT NULL,
            message_id TEXT,
            job_hash TEXT,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX tasks_by_trigger ON tasks (trigger_id);
        CREATE INDEX tasks_by_exchange ON tasks (exchange);
        CREATE INDEX tasks_by_tenant ON tasks (tenant);
        CREATE INDEX tasks_by_status ON tasks (tenant, status);
        CREATE INDEX tasks_open ON tasks (sequence) WHERE is_open = 1;
        CREATE INDEX tasks_queued ON tasks (sequence) WHERE status = 'queued';
        CREATE INDEX tasks_by_message ON tasks (message_id) WHERE message_id IS NOT NULL;
        CREATE INDEX tasks_by_hash ON tasks (job_hash) WHERE job_hash IS NOT NULL;
        CREATE TABLE task_places (taken INTEGER NOT NULL CHECK (taken >= 0)) STRICT;
        INSERT INTO task_places VALUES (0);
        CREATE TRIGGER task_places_insert AFTER INSERT ON tasks BEGIN
            UPDATE task_places SET taken = taken + new.takes_place;
        END;
        CREATE TRIGGER task_places_update AFTER UPDATE OF takes_place ON tasks
            WHEN new.takes_place <> old.takes_place BEGIN
            UPDATE task_places SET taken = taken + new.takes_place - old.takes_place;
        END;
        CREATE TRIGGER task_places_delete AFTER DELETE ON tasks BEGIN
            UPDATE task_places SET taken = taken - old.takes_place;
        END;
        """

    // Of a task's undelivered webhooks the first is `pending` and the others are `waiting`,
    // which the unique index asserts; so that what is due is found without a look at the
    // rest, however many were delivered or wait behind a dead address.
    private static let notices = """
        CREATE TABLE notices (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL REFERENCES tenants (id),
            task TEXT NOT NULL REFERENCES tasks (id),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'pending', 'delivered', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER NOT NULL,
            settled_at INTEGER,
            error TEXT,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX notices_due ON notices (next_at) WHERE state = 'pending';
        CREATE UNIQUE INDEX notices_first ON notices (task) WHERE state = 'pending';
        CREATE INDEX notices_waiting ON notices (task) WHERE state = 'waiting';
        CREATE INDEX notices_failed ON notices (tenant) WHERE state = 'failed';
        """

    // `searched` is the prompt as `SearchText` has it.
    private static let audit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            searched TEXT NOT NULL,
            record TEXT NOT NULL
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
        """

    // A reservation is a row until it is final or given back; `used` counts both kinds.
    private static let quota = """
        CREATE TABLE quota_windows (
            tenant TEXT NOT NULL,
            window_start INTEGER NOT NULL,
            used INTEGER NOT NULL CHECK (used >= 0),
            PRIMARY KEY (tenant, window_start)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE quota_reservations (
            exchange TEXT NOT NULL,
            tenant TEXT NOT NULL,
            window_start INTEGER NOT NULL,
            PRIMARY KEY (exchange, tenant, window_start)
        ) STRICT, WITHOUT ROWID;
        """

    // A counter is one window of a tenant, or of one of its keys (`holder`, or ''). `used`
    // counts what is spent and what is reserved; of a rolling window, from after `since` on
    // and less what was granted. A reservation is a row until it is final or given back;
    // `lease_until` is null once its task decides. The units of rolling windows are kept one
    // by one, until they left the window; granted ones are below zero. What a version before this one counted goes on
    // under the tenant's policy of today; of its reservations the accepted ones are final.
    private static let quotaPolicies = """
        UPDATE quota_windows SET used = used - (
            SELECT COUNT(*) FROM quota_reservations AS lost
            WHERE lost.tenant = quota_windows.tenant
                AND lost.window_start = quota_windows.window_start
                AND lost.exchange NOT IN (SELECT exchange FROM tasks));
        DROP TABLE quota_reservations;
        CREATE TABLE quota_counters (
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            kind TEXT NOT NULL,
            holder TEXT NOT NULL,
            date INTEGER NOT NULL,
            ends_at INTEGER,
            since INTEGER,
            used INTEGER NOT NULL CHECK (used >= 0 OR since IS NOT NULL),
            granted INTEGER NOT NULL DEFAULT 0,
            UNIQUE (tenant, kind, holder, date)
        ) STRICT;
        CREATE INDEX quota_counters_by_end ON quota_counters (ends_at);
        INSERT INTO quota_counters (tenant, kind, holder, date, used)
            SELECT tenant, json_extract(record, '$.quota.window'), '', window_start, used
            FROM quota_windows JOIN tenants ON tenants.id = tenant
            WHERE json_extract(record, '$.quota.window') IS NOT NULL;
        DROP TABLE quota_windows;
        CREATE TABLE quota_reservations (
            exchange TEXT NOT NULL,
            counter INTEGER NOT NULL REFERENCES quota_counters (id),
            task TEXT,
            units INTEGER NOT NULL CHECK (units > 0),
            at INTEGER NOT NULL,
            lease_until INTEGER,
            PRIMARY KEY (exchange, counter)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quota_reservations_by_counter ON quota_reservations (counter);
        CREATE INDEX quota_reservations_by_task ON quota_reservations (task);
        CREATE TABLE quota_spends (
            counter INTEGER NOT NULL REFERENCES quota_counters (id),
            at INTEGER NOT NULL,
            exchange TEXT NOT NULL,
            units INTEGER NOT NULL,
            PRIMARY KEY (counter, at, exchange)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quota_spends_granted ON quota_spends (counter, at, units) WHERE units < 0;
        """

    // SQLite cannot take NOT NULL from a column, so the table is made anew. Nothing refers
    // to it, and its sequence numbers stay.
    private static let noticesWithoutTask = """
        CREATE TABLE new_notices (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL REFERENCES tenants (id),
            task TEXT REFERENCES tasks (id),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'pending', 'delivered', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER NOT NULL,
            settled_at INTEGER,
            error TEXT,
            record TEXT NOT NULL
        ) STRICT;
        INSERT INTO new_notices (sequence, id, tenant, task, state, attempts, next_at,
            settled_at, error, record)
        SELECT sequence, id, tenant, task, state, attempts, next_at, settled_at, error, record
        FROM notices ORDER BY sequence;
        DROP TABLE notices;
        ALTER TABLE new_notices RENAME TO notices;
        CREATE INDEX notices_due ON notices (next_at) WHERE state = 'pending';
        CREATE UNIQUE INDEX notices_first ON notices (task) WHERE state = 'pending';
        CREATE INDEX notices_waiting ON notices (task) WHERE state = 'waiting';
        CREATE INDEX notices_failed ON notices (tenant) WHERE state = 'failed';
        """

    // Of those that ask for the same one is open, which the unique index asserts.
    private static let suggestions = """
        CREATE TABLE suggestions (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL REFERENCES tenants (id),
            source TEXT NOT NULL,
            status TEXT NOT NULL,
            likeness TEXT NOT NULL,
            version INTEGER NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX suggestions_alike ON suggestions (tenant, likeness)
            WHERE status = 'open';
        CREATE INDEX suggestions_by_tenant ON suggestions (tenant, status);
        CREATE INDEX suggestions_by_status ON suggestions (status);
        """

    // The bytes stand in files; a row is written after its file.
    private static let images = """
        CREATE TABLE images (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL,
            task TEXT NOT NULL,
            expires_at INTEGER,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX images_by_task ON images (task);
        CREATE INDEX images_by_expiry ON images (expires_at) WHERE expires_at IS NOT NULL;
        """
}
