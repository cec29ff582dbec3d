extension Schema {
    /// The table that holds `sequence` and `searched`, what prompts are searched by.
    static let auditTexts = "audit_texts"

    /// A member of a record that nobody damaged: that one is for `audit verify` to find.
    static func member(_ path: String) -> String {
        "iif(json_valid(record), record ->> '\(path)', NULL)"
    }

    // Each index below serves one way to list records newest first, or the reports: these read
    // little but `audit_blocked`, which has `outcome` because SQLite asks for it again.
    //
    // The full-text index has trigrams, so that any part of a text of three characters or
    // more is found, in every script. Without positions (`detail=none`) it is a third of the
    // size, and says less about the texts; searches look into what they find anyway. Texts
    // are not copied into it (`content=`), and when one is deleted the triggers take it out,
    // as far as it was indexed: `indexed` says how far that is. `purge` is 1 when segments
    // may still hold forgotten texts, and 2 while they are merged.
    static let auditSearch = """
        CREATE INDEX audit_by_kind ON audit (\(member("$.kind")));
        CREATE INDEX audit_by_action ON audit (action);
        CREATE INDEX audit_by_outcome ON audit (outcome);
        CREATE INDEX audit_by_ending ON audit (tenant, outcome);
        CREATE INDEX audit_by_end_user ON audit (\(member("$.endUser")))
            WHERE \(member("$.endUser")) IS NOT NULL;
        CREATE INDEX audit_by_admin ON audit (\(member("$.admin.action")))
            WHERE \(member("$.admin.action")) IS NOT NULL;
        DROP INDEX audit_blocked;
        CREATE INDEX audit_blocked ON audit (at, tenant, outcome) WHERE outcome = 'blocked';
        CREATE INDEX audit_matches_by_term ON audit_matches (term, audit);
        CREATE INDEX audit_matches_by_category ON audit_matches (category, audit);
        CREATE VIRTUAL TABLE audit_search USING fts5 (
            searched, content = '\(auditTexts)', content_rowid = 'sequence',
            tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
        );
        CREATE TABLE audit_search_state (
            indexed INTEGER NOT NULL,
            purge INTEGER NOT NULL
        ) STRICT;
        INSERT INTO audit_search_state VALUES (0, 0);
        CREATE TRIGGER audit_search_delete AFTER DELETE ON \(auditTexts)
            WHEN old.sequence <= (SELECT indexed FROM audit_search_state) BEGIN
            INSERT INTO audit_search (audit_search, rowid, searched)
                VALUES ('delete', old.sequence, old.searched);
            UPDATE audit_search_state SET purge = 1;
        END;
        CREATE TRIGGER audit_search_update AFTER UPDATE OF searched ON \(auditTexts)
            WHEN old.sequence <= (SELECT indexed FROM audit_search_state) BEGIN
            INSERT INTO audit_search (audit_search, rowid, searched)
                VALUES ('delete', old.sequence, old.searched);
            INSERT INTO audit_search (rowid, searched) VALUES (new.sequence, new.searched);
            UPDATE audit_search_state SET purge = 1;
        END;
        """
}
