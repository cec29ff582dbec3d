import GateCore
import Synchronization

/// Every store role in memory, with the promises of the durable one: for tests of what
/// stands on a store. It begins with the tenant `default`, as the durable one does.
public final class MemoryStore: Sendable {
    let state: Mutex<State>

    /// - Parameter createdAt: when the tenant `default` was made.
    public init(createdAt: Timestamp = Timestamp(milliseconds: 0)) {
        let tenant = Tenant(id: Tenant.adminID, name: "Admin", createdAt: createdAt)
        // A fixed secret, so that tests can sign: 32 zero bytes.
        let secret = "whsec_" + String(repeating: "A", count: 43) + "="
        state = Mutex(State(tenants: [State.TenantEntry(tenant: tenant, secret: secret)]))
    }

    /// Every webhook so far, in order, whatever became of it.
    public var notices: [Notice] { state.withLock { $0.notices.map(\.notice) } }

    /// Every audit record so far, in order.
    public var auditRecords: [AuditRecord] { state.withLock { $0.audit } }

    /// Every task so far, in order of admission.
    public var taskRecords: [TaskRecord] { state.withLock { $0.tasks } }
}
