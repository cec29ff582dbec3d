/// What is to be erased of one tenant, because it is older than the tenant wants it kept.
public struct ErasureOrder: Hashable, Sendable {
    /// Which part of the records.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case texts, records
    }

    public let tenant: TenantID
    public let part: Part
    /// What came before this.
    public let before: Timestamp

    /// Describes one order; see the properties.
    public init(tenant: TenantID, part: Part, before: Timestamp) {
        self.tenant = tenant
        self.part = part
        self.before = before
    }

    /// What `tenants` want erased at `now`. A day is 24 hours, whatever the calendar says:
    /// nothing is kept longer for a clock that is set.
    public static func due(for tenants: [Tenant], at now: Timestamp) -> [ErasureOrder] {
        tenants.flatMap { tenant -> [ErasureOrder] in
            let parts = [
                (Part.records, tenant.retention?.recordsDays),
                (Part.texts, tenant.retention?.textsDays),
            ]
            return parts.compactMap { part, days in
                days.map { days in
                    ErasureOrder(
                        tenant: tenant.id, part: part,
                        before: now + .seconds(-86_400 * Int64(days)))
                }
            }
        }
    }
}
