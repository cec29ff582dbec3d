import GateCore
import Synchronization

extension MemoryStore: QuotaLedger {
    public func reserve(_ wish: QuotaWish) async throws -> QuotaReservation {
        state.withLock { $0.quota.reserve(wish) }
    }

    public func refund(_ exchange: ExchangeID) async throws {
        state.withLock { $0.quota.refund(exchange, $0.tasks) }
    }

    public func expire(at now: Timestamp, sparing live: Set<ExchangeID>) async throws -> Int {
        state.withLock { $0.quota.expire(at: now, sparing: live, $0.tasks) }
    }

    public func tallies(
        of windows: [QuotaWindow], at now: Timestamp
    ) async throws -> [QuotaTally] {
        state.withLock { state in windows.map { state.quota.tally($0, now) } }
    }

    public func grant(_ units: Int, in window: QuotaWindow, at now: Timestamp) async throws {
        state.withLock { $0.quota.grant(units, window, now) }
    }

    public func reset(_ windows: [QuotaWindow], at now: Timestamp) async throws {
        state.withLock { $0.quota.reset(windows) }
    }
}
