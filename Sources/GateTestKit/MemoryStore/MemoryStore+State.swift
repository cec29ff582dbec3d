import GateCore

extension MemoryStore {
    /// All that is kept, in the order it came.
    struct State {
        struct TenantEntry {
            var tenant: Tenant
            var secret: String
            var formerSecret: String?
            var formerUntil: Timestamp?
        }

        /// The secret is kept as it is: nothing of this leaves the test's process.
        struct KeyEntry {
            let key: APIKey
            let secret: String
        }

        struct NoticeEntry {
            var notice: Notice
            var attempts = 0
            var nextAt: Timestamp
            /// `delivered` or `failed` once it has ended.
            var ending: DeliveryState?
            var settledAt: Timestamp?
            var error: String?
            /// Whether it was delivered or given up.
            var settled: Bool { ending != nil }
        }

        var tenants: [TenantEntry]
        var keys: [KeyEntry] = []
        var tasks: [TaskRecord] = []
        var audit: [AuditRecord] = []
        /// The records whose texts are erased.
        var textless: Set<ExchangeID> = []
        var notices: [NoticeEntry] = []
        var health: [TenantID: CallbackHealth] = [:]
        var suggestions: [Suggestion] = []
        var quota = MemoryQuota()
        /// When each end user was refused.
        var strikes: [EndUser: [Timestamp]] = [:]
        var images: [ArchivedImage] = []

        func tenant(_ id: TenantID) -> Tenant? {
            tenants.first { $0.tenant.id == id }?.tenant
        }

        /// Keeps audit records, all or none.
        mutating func append(_ records: [AuditRecord]) throws {
            var ids = Set(audit.map(\.id))
            for record in records where !ids.insert(record.id).inserted {
                throw StoreError(.conflict, "an exchange has one audit record")
            }
            audit += records
            for record in records {
                guard let user = record.strike else { continue }
                let all = (strikes[user] ?? []) + [record.at]
                strikes[user] = all.sorted().suffix(StrikePolicy.highestThreshold)
            }
        }
    }
}
