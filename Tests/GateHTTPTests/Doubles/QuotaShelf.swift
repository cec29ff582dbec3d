import GateCore
import Synchronization

/// A quota office that answers fixed tallies and, as a journal too, remembers in which order
/// things were noted and done.
final class QuotaShelf: QuotaOffice, AdminJournal {
    struct State {
        var acts: [String] = []
        var failure: StoreError?
        var details: [JSONValue] = []
    }

    let state = Mutex(State())

    func standings(of tenant: Tenant, key: KeyID?) async throws -> [QuotaStanding] {
        let policies = (tenant.quota?.policies ?? []).filter { $0.per == .tenant || key != nil }
        return policies.map { policy in
            QuotaStanding(
                policy: policy, key: policy.per == .key ? key : nil,
                tally: QuotaTally(spent: 3, reserved: 2, granted: 1),
                startsAt: Timestamp(year: 2026, month: 11, day: 23),
                resetsAt: Timestamp(year: 2026, month: 11, day: 24))
        }
    }

    func grant(
        _ units: Int, of policy: QuotaPolicy, tenant: Tenant, key: KeyID?
    ) async throws {
        act("grant \(units) \(policy.window.rawValue) \(tenant.id) \(key?.rawValue ?? "-")")
    }

    func reset(_ policies: [QuotaPolicy], tenant: Tenant, key: KeyID?) async throws {
        let windows = policies.map(\.window.rawValue).joined(separator: "+")
        act("reset \(windows) \(tenant.id) \(key?.rawValue ?? "-")")
    }

    func note(
        _ action: String, target: String, detail: JSONValue, by caller: Caller
    ) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.acts.append("note \(action) \(target) by \(caller.key)")
            state.details.append(detail)
        }
    }

    private func act(_ act: String) { state.withLock { $0.acts.append(act) } }
}
