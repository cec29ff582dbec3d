/// Which audit records to list, newest first. Every member narrows.
public struct AuditQuery: Hashable, Sendable {
    public var tenant: TenantID?
    /// A rule action, an outcome, or what an admin did (`tenant.create`).
    public var action: String?
    /// A rule id.
    public var rule: String?
    /// A part of the prompt, caseless.
    public var text: String?
    /// From here on.
    public var since: Timestamp?
    /// Before here.
    public var until: Timestamp?
    /// The tenant's own user on whose behalf the call was made.
    public var endUser: String?
    public var outcome: Outcome?
    /// The trigger's route, `moderate`, or `admin`.
    public var kind: String?
    /// Where the page before ended: its `next_cursor`.
    public var cursor: String?
    /// How many at most.
    public var limit: Int

    /// All records, 100 at a time.
    public init(limit: Int = 100) { self.limit = min(max(limit, 1), 1000) }

    /// A number that tells this search from others, whatever their cursors and limits: a
    /// cursor goes on with the search that gave it, and with no other. The same in every
    /// process (FNV-1a, Fowler, Noll and Vo), since a cursor outlives one.
    public var fingerprint: UInt32 {
        let members = [
            tenant?.rawValue, action, rule, text, since.map { String($0.milliseconds) },
            until.map { String($0.milliseconds) }, endUser, outcome?.rawValue, kind,
        ]
        var hash: UInt32 = 2_166_136_261
        for member in members {
            // No member has the byte 0xFF, so that it parts them, and 0xFE is "none".
            for byte in member.map({ Array($0.utf8) }) ?? [0xFE] { hash = Self.mix(hash, byte) }
            hash = Self.mix(hash, 0xFF)
        }
        return hash
    }

    private static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }
}
