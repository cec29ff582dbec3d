extension Schema {
    // Columns in the place of indexes over what stands in the JSON: reading that out of each new
    // record cost more than all its other indexes together. `audit verify` holds them against
    // the record.
    //
    // Nearly all records are let through, and to find these by an index is to walk the whole
    // table by a detour: so the indexes leave them out. Who asks must say so too (`isRare`), or
    // SQLite does not know that it may use them.
    static let auditColumns = """
        ALTER TABLE audit ADD COLUMN kind TEXT;
        ALTER TABLE audit ADD COLUMN end_user TEXT;
        ALTER TABLE audit ADD COLUMN deed TEXT;
        DROP INDEX audit_by_kind;
        DROP INDEX audit_by_action;
        DROP INDEX audit_by_outcome;
        DROP INDEX audit_by_ending;
        DROP INDEX audit_by_end_user;
        DROP INDEX audit_by_admin;
        UPDATE audit SET kind = \(member("$.kind")), end_user = \(member("$.endUser")),
            deed = \(member("$.admin.action"));
        CREATE INDEX audit_by_kind ON audit (kind);
        CREATE INDEX audit_by_action ON audit (action) WHERE \(isRareAction);
        CREATE INDEX audit_by_outcome ON audit (outcome) WHERE \(isRareOutcome);
        CREATE INDEX audit_by_ending ON audit (tenant, outcome) WHERE \(isRareOutcome);
        CREATE INDEX audit_by_end_user ON audit (end_user) WHERE end_user IS NOT NULL;
        CREATE INDEX audit_by_admin ON audit (deed) WHERE deed IS NOT NULL;
        """

    /// Holds for the actions that are indexed.
    static let isRareAction = "action <> 'allow'"
    /// Holds for the outcomes that are indexed.
    static let isRareOutcome = "outcome <> 'accepted'"
}
