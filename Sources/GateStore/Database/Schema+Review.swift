/// The tables of held prompts and strikes.
extension Schema {
    // `held_until` is set while a task waits for a human.
    static let heldPrompts = """
        ALTER TABLE tasks ADD COLUMN held_until INTEGER;
        CREATE INDEX tasks_held ON tasks (sequence) WHERE status = 'held';
        CREATE INDEX tasks_held_of_tenant ON tasks (tenant, sequence) WHERE status = 'held';
        CREATE INDEX tasks_held_until ON tasks (held_until) WHERE status = 'held';
        """

    // One row a refusal. Old ones are removed as new ones come.
    static let strikes = """
        CREATE TABLE strikes (
            tenant TEXT NOT NULL,
            end_user TEXT NOT NULL,
            at INTEGER NOT NULL,
            exchange TEXT NOT NULL,
            PRIMARY KEY (tenant, end_user, at, exchange)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX strikes_by_time ON strikes (at);
        """
}
