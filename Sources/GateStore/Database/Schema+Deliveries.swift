import GRDB

/// The tables of webhooks that admins look at, and what tasks are searched by.
extension Schema {
    // A closed callback answered 410. Of health there is one row a tenant that was sent
    // anything. A tenant's former secret signs beside its own until `former_until`.
    static let deliveries = """
        ALTER TABLE tenants ADD COLUMN former_secret TEXT;
        ALTER TABLE tenants ADD COLUMN former_until INTEGER;
        CREATE INDEX notices_due_of_tenant ON notices (tenant, next_at) WHERE state = 'pending';
        CREATE INDEX notices_of_tenant ON notices (tenant, state);
        CREATE INDEX notices_open ON notices (sequence) WHERE state <> 'delivered';
        CREATE TABLE closed_callbacks (
            tenant TEXT NOT NULL REFERENCES tenants (id),
            url TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (tenant, url)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE callback_health (
            tenant TEXT PRIMARY KEY REFERENCES tenants (id),
            delivered INTEGER NOT NULL DEFAULT 0,
            missed INTEGER NOT NULL DEFAULT 0,
            last_delivery INTEGER,
            last_miss INTEGER,
            last_error TEXT
        ) STRICT, WITHOUT ROWID;
        """

    /// Each undelivered webhook gets its receiver (`Receiver.text`), by which they are looked
    /// for: by tenants, the dead receivers' backlog was read at every look, which tripled the
    /// time that a webhook took to the healthy.
    static func addReceivers(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE notices ADD COLUMN receiver TEXT NOT NULL DEFAULT '';
                DROP INDEX notices_due_of_tenant;
                """)
        let open = try Int64.fetchAll(
            db, sql: "SELECT sequence FROM notices WHERE state <> 'delivered'")
        for sequence in open { try NoticeRow.readdress(sequence, db) }
        try db.execute(
            sql: """
                CREATE INDEX notices_due_of_receiver ON notices (receiver, next_at)
                    WHERE state = 'pending';
                """)
    }

    // What was delivered is forgotten after a while, oldest first.
    static let delivered = """
        CREATE INDEX notices_delivered ON notices (settled_at) WHERE state = 'delivered';
        """

    static let taskSearch = """
        ALTER TABLE tasks ADD COLUMN kind TEXT;
        ALTER TABLE tasks ADD COLUMN created_at INTEGER;
        ALTER TABLE tasks ADD COLUMN end_user TEXT;
        UPDATE tasks SET kind = json_extract(record, '$.job.kind'),
            created_at = json_extract(record, '$.createdAt');
        CREATE INDEX tasks_by_end_user ON tasks (tenant, end_user) WHERE end_user IS NOT NULL;
        CREATE INDEX tasks_by_kind ON tasks (tenant, kind);
        """
}
