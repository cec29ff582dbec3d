import GateCore
import GateTestKit

/// A quota ledger in memory, which can be told to fail or to hang.
actor MemoryLedger: QuotaLedger {
    struct Down: Error {}

    private let store = MemoryStore()
    private var failures: [String: Int] = [:]
    private var gate: CheckedContinuation<Void, Never>?
    private var isShut = false
    /// Every call in order: `reserve e1`, `refund e1`.
    private(set) var calls: [String] = []
    private(set) var lastWish: QuotaWish?

    /// The next `count` calls of `method` throw; a `reserve` reserves all the same.
    func fail(_ method: String, times count: Int = 1) { failures[method] = count }

    /// The next `reserve` waits for `open`, whatever becomes of its task.
    func shut() { isShut = true }

    func open() {
        isShut = false
        gate?.resume()
        gate = nil
    }

    var isWaitedFor: Bool { gate != nil }

    func reserve(_ wish: QuotaWish) async throws -> QuotaReservation {
        calls.append("reserve \(wish.exchange)")
        lastWish = wish
        if isShut { await withCheckedContinuation { gate = $0 } }
        let answer = try await store.reserve(wish)
        try failIfTold("reserve")
        return answer
    }

    /// Refuses a cancelled task, as a database may.
    func refund(_ exchange: ExchangeID) async throws {
        calls.append("refund \(exchange)")
        try Task.checkCancellation()
        try failIfTold("refund")
        try await store.refund(exchange)
    }

    func expire(at now: Timestamp, sparing live: Set<ExchangeID>) async throws -> Int {
        calls.append("expire")
        try failIfTold("expire")
        return try await store.expire(at: now, sparing: live)
    }

    func tallies(of windows: [QuotaWindow], at now: Timestamp) async throws -> [QuotaTally] {
        try await store.tallies(of: windows, at: now)
    }

    func grant(_ units: Int, in window: QuotaWindow, at now: Timestamp) async throws {
        try await store.grant(units, in: window, at: now)
    }

    func reset(_ windows: [QuotaWindow], at now: Timestamp) async throws {
        try await store.reset(windows, at: now)
    }

    private func failIfTold(_ method: String) throws {
        guard let left = failures[method], left > 0 else { return }
        failures[method] = left - 1
        throw Down()
    }
}
