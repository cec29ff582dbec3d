import Logging

/// Erases, from time to time, what tenants want kept no longer. What was erased is itself
/// put on record, under the key `retention`.
public struct RetentionSweep: Sendable {
    /// The key that the records of erasures name.
    public static let actor: KeyID = "retention"
    private static let rest = Duration.seconds(3600)

    private let tenants: any TenantStore
    private let audit: any AuditLog
    private let time: any Timekeeper
    private let ids: SnowflakeSource
    private let log: Logger

    /// - Parameters:
    ///   - tenants: whose wishes count.
    ///   - audit: what is erased from.
    ///   - time: for waiting, and for what "old" means.
    ///   - random: makes the ids of records.
    ///   - log: hears what was erased, in numbers, and of failures.
    public init(
        tenants: any TenantStore, audit: any AuditLog, time: any Timekeeper,
        random: any RandomSource, log: Logger
    ) {
        self.tenants = tenants
        self.audit = audit
        self.time = time
        ids = SnowflakeSource(time: time, random: random)
        self.log = log
    }

    /// Sweeps every hour until the task is cancelled.
    /// - Throws: `CancellationError`; a store that fails is asked again an hour later.
    public func run() async throws {
        while true {
            do {
                try await sweep()
            } catch let error as CancellationError {
                throw error
            } catch {
                log.error("retention sweep failed", metadata: ["error": "\(error)"])
            }
            try await time.sleep(for: Self.rest)
        }
    }

    /// Erases what is due now.
    /// - Throws: `StoreError`.
    public func sweep() async throws {
        for order in ErasureOrder.due(for: try await tenants.tenants(), at: time.wall()) {
            let count = try await carryOut(order)
            guard count > 0 else { continue }
            try await audit.append([record(of: order, count)])
            log.info(
                "erased by retention",
                metadata: [
                    "tenant": "\(order.tenant)", "part": "\(order.part.rawValue)",
                    "count": "\(count)",
                ])
        }
    }

    private func carryOut(_ order: ErasureOrder) async throws -> Int {
        switch order.part {
        case .texts:
            try await audit.eraseTexts(tenant: order.tenant, endUser: nil, before: order.before)
        case .records:
            try await audit.eraseRecords(tenant: order.tenant, before: order.before)
        }
    }

    private func record(of order: ErasureOrder, _ count: Int) -> AuditRecord {
        AuditRecord(
            ExchangeID(String(ids.next())), at: time.wall(),
            admin: AdminAction(
                actor: Self.actor, action: "retention.\(order.part.rawValue)",
                target: order.tenant.rawValue,
                detail: [
                    "before": .string(order.before.iso8601), "erased": .int(Int64(count)),
                ]),
            tenant: Tenant.adminID)
    }
}
