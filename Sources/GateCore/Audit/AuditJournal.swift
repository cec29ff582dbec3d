/// The admin journal within the audit log: what admins do stands in one sequence with what
/// was judged, under the kind `admin`.
public struct AuditJournal: AdminJournal {
    private let audit: any AuditLog
    private let time: any Timekeeper
    private let ids: SnowflakeSource

    /// - Parameters:
    ///   - audit: keeps the records.
    ///   - time: stamps them.
    ///   - random: makes their ids differ from those of other processes.
    public init(_ audit: any AuditLog, time: any Timekeeper, random: any RandomSource) {
        self.audit = audit
        self.time = time
        ids = SnowflakeSource(time: time, random: random)
    }

    public func note(
        _ action: String, target: String, detail: JSONValue, by caller: Caller
    ) async throws {
        try await audit.append([
            AuditRecord(
                ExchangeID(String(ids.next())), at: time.wall(),
                admin: AdminAction(
                    actor: caller.key, action: action, target: target,
                    detail: Self.withoutSecrets(detail)),
                tenant: caller.tenant.id)
        ])
    }

    /// The journal's callers leave secrets out; should one slip, its shape gives it away.
    private static func withoutSecrets(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("pg_") || text.hasPrefix("whsec_"): "[secret]"
        case .array(let elements): .array(elements.map(withoutSecrets))
        case .object(let members): .object(members.mapValues(withoutSecrets))
        default: value
        }
    }
}

extension AuditRecord {
    /// The kind of records of what admins do.
    public static let adminKind = "admin"

    /// The record of what an admin does.
    ///
    /// - Parameters:
    ///   - id: names the record.
    ///   - at: when it is done.
    ///   - admin: what is done, and by whom.
    ///   - tenant: the tenant that the admin acts as.
    public init(_ id: ExchangeID, at: Timestamp, admin: AdminAction, tenant: TenantID) {
        self.init(
            id: id, at: at, tenant: tenant, key: admin.actor, surface: .admin,
            kind: Self.adminKind, task: nil, outcome: .accepted, action: .allow, code: nil,
            endedBy: nil, stages: [], matches: [], revision: "", prompt: "", admin: admin)
    }
}
