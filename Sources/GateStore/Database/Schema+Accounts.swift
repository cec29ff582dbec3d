/// The tables of Discord accounts, and the places that tasks take of theirs.
extension Schema {
    // What stands in a row but its name is sealed: `AccountSeal`.
    static let accounts = """
        CREATE TABLE accounts (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            sealed BLOB NOT NULL
        ) STRICT;
        """

    // Whatever set the account up: one of the environment can be parked too.
    static let parkedAccounts = """
        CREATE TABLE parked_accounts (
            id TEXT PRIMARY KEY,
            reason TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    // `place` is null for a task that takes none; else it names the accounts that may draw it
    // (`TaskPlace.text`). Triggers keep how many tasks take each, as they kept the one number
    // for all before. A place that nobody takes stays with 0: there are as many as tenants are
    // pinned to, and to delete and insert it again would be most of what an idle queue writes.
    static let queuePlaces = """
        DROP TRIGGER task_places_insert;
        DROP TRIGGER task_places_update;
        DROP TRIGGER task_places_delete;
        DROP TABLE task_places;
        ALTER TABLE tasks ADD COLUMN place TEXT;
        UPDATE tasks SET place = CASE status
            WHEN 'queued' THEN coalesce((
                SELECT group_concat(value, ',')
                FROM (SELECT value FROM json_each(record, '$.accounts') ORDER BY value)), '')
            ELSE coalesce(json_extract(record, '$.account'), 'default') END
        WHERE takes_place = 1;
        ALTER TABLE tasks DROP COLUMN takes_place;
        CREATE TABLE queue_places (
            place TEXT PRIMARY KEY,
            taken INTEGER NOT NULL CHECK (taken >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO queue_places
            SELECT place, count(*) FROM tasks WHERE place IS NOT NULL GROUP BY place;
        CREATE TRIGGER queue_places_insert AFTER INSERT ON tasks
            WHEN new.place IS NOT NULL BEGIN
            INSERT INTO queue_places VALUES (new.place, 1)
                ON CONFLICT (place) DO UPDATE SET taken = taken + 1;
        END;
        CREATE TRIGGER queue_places_update AFTER UPDATE OF place ON tasks
            WHEN new.place IS NOT old.place BEGIN
            UPDATE queue_places SET taken = taken - 1 WHERE place = old.place;
            INSERT INTO queue_places SELECT new.place, 1 WHERE new.place IS NOT NULL
                ON CONFLICT (place) DO UPDATE SET taken = taken + 1;
        END;
        CREATE TRIGGER queue_places_delete AFTER DELETE ON tasks
            WHEN old.place IS NOT NULL BEGIN
            UPDATE queue_places SET taken = taken - 1 WHERE place = old.place;
        END;
        """
}
