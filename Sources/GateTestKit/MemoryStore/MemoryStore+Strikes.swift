import GateCore
import Synchronization

extension MemoryStore: StrikeLedger {
    public func strikes(of user: EndUser, since: Timestamp) async throws -> StrikeTally {
        let counted = state.withLock { $0.strikes[user, default: []].filter { $0 >= since } }
        return StrikeTally(count: counted.count, lastAt: counted.max())
    }

    public func usersWithStrikes(_ query: StrikeQuery) async throws -> Page<EndUser> {
        let users = state.withLock { state in
            state.strikes.keys.filter { user in
                (query.tenant ?? user.tenant) == user.tenant
                    && (query.endUser ?? user.name) == user.name
            }
        }.sorted { ($0.tenant.rawValue, $0.name) < ($1.tenant.rawValue, $1.name) }
        let last = try place(of: query.cursor)
        let behind = users.filter { user in
            last.map { ($0.tenant.rawValue, $0.name) < (user.tenant.rawValue, user.name) } ?? true
        }
        let shown = Array(behind.prefix(query.limit))
        let more = behind.count > query.limit ? shown.last : nil
        return Page(shown, nextCursor: more.map { "u\($0.tenant)/\($0.name)" })
    }

    public func forgive(_ user: EndUser, audit: AuditRecord) async throws -> Int {
        try attempt { state in
            let count = state.strikes.removeValue(forKey: user)?.count ?? 0
            try state.append([audit])
            return count
        }
    }

    private func place(of cursor: String?) throws -> EndUser? {
        guard let cursor else { return nil }
        guard cursor.hasPrefix("u"), let slash = cursor.firstIndex(of: "/") else {
            throw Problem(
                .badParameters, "The cursor is not one of this listing.",
                fields: [FieldFault("cursor", "must be the next_cursor of the page before")])
        }
        let tenant = cursor[..<slash].dropFirst()
        return EndUser(
            String(cursor[cursor.index(after: slash)...]), of: TenantID(String(tenant)))
    }
}
