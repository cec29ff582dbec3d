import GateCore

/// A quota ledger in memory, which can be told to fail or to hang.
actor MemoryLedger: QuotaLedger {
    struct Down: Error {}

    private struct Unit {
        let tenant: TenantID
        let windowStart: Timestamp
        var committed = false
    }

    private var units: [ExchangeID: Unit] = [:]
    private var failures: [String: Int] = [:]
    private var gate: CheckedContinuation<Void, Never>?
    private var isShut = false
    /// Every call in order: `reserve e1`, `commit e1`, `refund e1`.
    private(set) var calls: [String] = []

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
    var committed: Int { units.values.count(where: \.committed) }
    var reserved: Int { units.values.count { !$0.committed } }

    func reserve(
        _ exchange: ExchangeID, tenant: TenantID, windowStart: Timestamp, limit: Int
    ) async throws -> QuotaReservation {
        calls.append("reserve \(exchange)")
        if isShut { await withCheckedContinuation { gate = $0 } }
        let before = used(by: tenant, windowStart: windowStart)
        guard before < limit else { return .spent }
        units[exchange] = Unit(tenant: tenant, windowStart: windowStart)
        try failIfTold("reserve")
        return .reserved(remaining: limit - before - 1)
    }

    func commit(_ exchange: ExchangeID) throws {
        calls.append("commit \(exchange)")
        try failIfTold("commit")
        units[exchange]?.committed = true
    }

    /// Refuses a cancelled task, as a database does.
    func refund(_ exchange: ExchangeID) throws {
        calls.append("refund \(exchange)")
        try Task.checkCancellation()
        try failIfTold("refund")
        if units[exchange]?.committed == false { units[exchange] = nil }
    }

    func used(by tenant: TenantID, windowStart: Timestamp) -> Int {
        units.values.count { $0.tenant == tenant && $0.windowStart == windowStart }
    }

    private func failIfTold(_ method: String) throws {
        guard let left = failures[method], left > 0 else { return }
        failures[method] = left - 1
        throw Down()
    }
}
