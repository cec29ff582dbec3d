import GateCore
import Synchronization

extension MemoryStore: QuotaLedger {
    public func reserve(
        _ exchange: ExchangeID, tenant: TenantID, windowStart: Timestamp, limit: Int
    ) async throws -> QuotaReservation {
        let window = State.Window(tenant: tenant, start: windowStart)
        return state.withLock { state in
            let used = state.used[window, default: 0]
            if state.reservations[exchange]?.contains(window) == true {
                return .reserved(remaining: max(0, limit - used))
            }
            guard used < limit else { return .spent }
            state.used[window] = used + 1
            state.reservations[exchange, default: []].insert(window)
            return .reserved(remaining: limit - used - 1)
        }
    }

    public func commit(_ exchange: ExchangeID) async throws {
        state.withLock { state in state.reservations[exchange] = nil }
    }

    public func refund(_ exchange: ExchangeID) async throws {
        state.withLock { state in
            for window in state.reservations.removeValue(forKey: exchange) ?? [] {
                state.used[window, default: 0] -= 1
            }
        }
    }

    public func used(by tenant: TenantID, windowStart: Timestamp) async throws -> Int {
        state.withLock { $0.used[State.Window(tenant: tenant, start: windowStart), default: 0] }
    }
}
