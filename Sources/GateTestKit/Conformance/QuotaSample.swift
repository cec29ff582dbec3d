import GateCore

/// Windows and wishes for tests of ledgers.
public enum QuotaSample {
    /// The UTC day of `Sample.start`.
    public static func day(
        _ tenant: TenantID = "a", key: KeyID? = nil, offset: Int = 0
    ) -> QuotaWindow {
        let date = Sample.start.startOfDay + .seconds(86_400 * offset)
        let span = CalendarSpan(unit: .day, date: date, start: date, end: date + .seconds(86_400))
        return QuotaWindow(tenant: tenant, key: key, extent: .calendar(span))
    }

    /// The last hours.
    public static func rolling(_ hours: Int, of tenant: TenantID = "a") -> QuotaWindow {
        QuotaWindow(tenant: tenant, extent: .rolling(hours: hours))
    }

    /// A wish of `exchange` for units of each of some windows.
    public static func wish(
        _ exchange: ExchangeID, _ charges: [QuotaWish.Charge], task: TaskID? = nil,
        at: Timestamp = Sample.start, lease: Duration = .seconds(60)
    ) -> QuotaWish {
        QuotaWish(
            exchange: exchange, task: task, charges: charges, at: at, leaseUntil: at + lease)
    }
}

extension QuotaLedger {
    /// Reserves in one window.
    func reserve(
        _ exchange: ExchangeID, in window: QuotaWindow = QuotaSample.day(), limit: Int,
        units: Int = 1, task: TaskID? = nil, at: Timestamp = Sample.start
    ) async throws -> QuotaReservation {
        let charge = QuotaWish.Charge(window: window, limit: limit, units: units)
        return try await reserve(QuotaSample.wish(exchange, [charge], task: task, at: at))
    }

    /// What is counted in one window.
    func tally(
        _ window: QuotaWindow = QuotaSample.day(), at: Timestamp = Sample.start
    ) async throws -> QuotaTally {
        try await tallies(of: [window], at: at).first ?? QuotaTally(spent: -1)
    }
}

extension QuotaReservation {
    /// When it would be granted, if it is refused.
    var freeAt: Timestamp? {
        guard case .spent(let shortage) = self else { return nil }
        return shortage.freeAt
    }

    /// Whether it is refused.
    var isSpent: Bool { freeAt != nil }
}
