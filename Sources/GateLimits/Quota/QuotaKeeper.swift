import GateCore
import Logging

/// Keeps quotas: knows which windows a call counts in, and asks the ledger. One of it is
/// shared by every quota stage, so that reservations outlive a change of the pipeline.
public final class QuotaKeeper: QuotaOffice {
    /// A tenant's time zone is not among the system's any more.
    struct UnknownZone: Error { let name: String }

    /// How often reservations that nobody ended are looked for.
    private static let sweepPause: Duration = .seconds(30)

    let book = ReservationBook()
    private let ledger: any QuotaLedger
    private let zones: ZoneCatalog
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - ledger: counts; it alone decides whether a unit is left.
    ///   - zones: where days begin.
    ///   - time: its wall clock tells the window.
    ///   - log: hears of a ledger that fails.
    public init(
        ledger: any QuotaLedger, zones: ZoneCatalog = ZoneCatalog(), time: any Timekeeper,
        log: Logger
    ) {
        self.ledger = ledger
        self.zones = zones
        self.time = time
        self.log = log
    }

    // MARK: What is left

    public func standings(of tenant: Tenant, key: KeyID?) async throws -> [QuotaStanding] {
        let now = time.wall()
        let policies = (tenant.quota?.policies ?? []).filter { $0.per == .tenant || key != nil }
        let windows = try policies.map { try window($0, tenant, key, now) }
        guard !windows.isEmpty else { return [] }
        let tallies = try await ledger.tallies(of: windows, at: now)
        return zip(policies, zip(windows, tallies)).map { policy, counted in
            standing(policy, counted.0, counted.1, now)
        }
    }

    public func grant(
        _ units: Int, of policy: QuotaPolicy, tenant: Tenant, key: KeyID?
    ) async throws {
        let now = time.wall()
        try await ledger.grant(units, in: try window(policy, tenant, key, now), at: now)
    }

    public func reset(_ policies: [QuotaPolicy], tenant: Tenant, key: KeyID?) async throws {
        let now = time.wall()
        let windows = try policies.map { try window($0, tenant, key, now) }
        try await ledger.reset(windows, at: now)
    }

    // MARK: Reservations

    /// Gives back, at intervals, what nobody ended: until it is cancelled.
    public func run() async throws {
        while true {
            try await time.sleep(for: Self.sweepPause)
            await sweep()
        }
    }

    /// Gives back what nobody ended before its lease did.
    func sweep() async {
        do {
            let returned = try await ledger.expire(at: time.wall(), sparing: book.live)
            guard returned > 0 else { return }
            log.warning(
                "quota was given back at the end of its lease", metadata: ["calls": "\(returned)"])
        } catch {
            log.error("could not look for forgotten quota", metadata: ["error": "\(error)"])
        }
    }

    /// Reserves what the exchange takes, in all windows or in none.
    func reserve(
        _ exchange: Exchange, _ policies: [QuotaPolicy], lease: Duration
    ) async throws -> QuotaAnswer {
        let now = time.wall()
        let tenant = exchange.caller.tenant
        let charges = try policies.map { policy in
            QuotaWish.Charge(
                window: try window(policy, tenant, exchange.caller.key, now),
                limit: policy.limit, units: policy.cost(of: exchange.kind))
        }
        let answer = try await ledger.reserve(
            QuotaWish(
                exchange: exchange.id, task: exchange.task, charges: charges, at: now,
                leaseUntil: now + lease))
        guard case .spent(let shortage) = answer,
            let place = charges.firstIndex(of: shortage.charge)
        else { return .reserved }
        return .spent(shortage, of: policies[place], now: now)
    }

    /// Gives back what the exchange reserved. It may be repeated, and is, once: a reservation
    /// that is left over counts until its lease ends.
    func refund(_ exchange: Exchange) async {
        do {
            try await ledger.refund(exchange.id)
        } catch {
            do {
                try await ledger.refund(exchange.id)
            } catch {
                warn("could not give quota back; its lease will end", exchange, error)
            }
        }
    }

    func warn(_ what: Logger.Message, _ exchange: Exchange, _ error: any Error) {
        log.error(
            what,
            metadata: [
                "exchange": "\(exchange.id)", "tenant": "\(exchange.caller.tenant.id)",
                "error": "\(error)",
            ])
    }

    // MARK: Windows

    private func window(
        _ policy: QuotaPolicy, _ tenant: Tenant, _ key: KeyID?, _ now: Timestamp
    ) throws -> QuotaWindow {
        let extent: QuotaWindow.Extent =
            switch policy.window {
            case .day: .calendar(try calendar(tenant).span(.day, at: now))
            case .month: .calendar(try calendar(tenant).span(.month, at: now))
            case .rolling: .rolling(hours: policy.hours ?? QuotaPolicy.usualHours)
            }
        return QuotaWindow(
            tenant: tenant.id, key: policy.per == .key ? key : nil, extent: extent)
    }

    private func calendar(_ tenant: Tenant) throws -> CivilCalendar {
        let name = tenant.timeZone ?? "UTC"
        guard let zone = zones.zone(name) else { throw UnknownZone(name: name) }
        return CivilCalendar(zone: zone)
    }

    private func standing(
        _ policy: QuotaPolicy, _ window: QuotaWindow, _ tally: QuotaTally, _ now: Timestamp
    ) -> QuotaStanding {
        switch window.extent {
        case .calendar(let span):
            return QuotaStanding(
                policy: policy, key: window.key, tally: tally, startsAt: span.start,
                resetsAt: span.end)
        case .rolling:
            return QuotaStanding(
                policy: policy, key: window.key, tally: tally,
                startsAt: now + (.zero - (window.rollingSpan ?? .zero)),
                resetsAt: tally.clearAt ?? now)
        }
    }
}
