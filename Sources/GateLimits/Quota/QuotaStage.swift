import GateCore
import Logging

/// Counts each tenant's accepted triggers against its `quota`, over calendar windows in
/// UTC. It reserves one unit when it judges, commits it once the task is durable, and
/// refunds it however else the exchange ends. A ledger that fails is "could not judge".
///
/// A window is known by its first instant, so a clock that is set back over midnight
/// counts on in the day before, and no day is ever granted twice.
public final class QuotaStage: Stage {
    public static let kind = StageKind.quota

    private let ledger: any QuotaLedger
    private let time: any Timekeeper
    private let log: Logger
    let book = ReservationBook()

    /// - Parameters:
    ///   - ledger: counts; it alone decides whether a unit is left.
    ///   - time: its wall clock tells the window.
    ///   - log: hears of a ledger that fails.
    public init(ledger: any QuotaLedger, time: any Timekeeper, log: Logger) {
        self.ledger = ledger
        self.time = time
        self.log = log
    }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard let quota = quota(for: exchange) else { return .pass }
        guard book.open(exchange.id) else { throw CancellationError() }
        let now = time.wall()
        let answer: Result<QuotaReservation, any Error>
        do {
            let start = quota.window.start(at: now)
            answer = .success(
                try await ledger.reserve(
                    exchange.id, tenant: exchange.caller.tenant.id, windowStart: start,
                    limit: quota.limit))
        } catch {
            warn("could not reserve quota", exchange, error)
            answer = .failure(error)
        }
        // A failure too: the ledger may have reserved before it failed.
        if let outcome = book.answer(exchange.id) {
            // This task is cancelled by now; the refund must not be.
            await Task { await settle(exchange, outcome) }.value
        }
        switch try answer.get() {
        case .reserved: return .pass
        case .spent: return denial(quota, now)
        }
    }

    public func finish(_ exchange: Exchange, outcome: Outcome) async {
        guard quota(for: exchange) != nil, book.end(exchange.id, outcome) else { return }
        await settle(exchange, outcome)
    }

    /// What `tenant` has left; nil for a tenant without a quota.
    /// - Throws: what the ledger throws.
    public func standing(of tenant: Tenant) async throws -> QuotaStanding? {
        guard let quota = tenant.quota else { return nil }
        let now = time.wall()
        let used = try await ledger.used(
            by: tenant.id, windowStart: quota.window.start(at: now))
        return QuotaStanding(limit: quota.limit, used: used, resetsAt: quota.window.end(at: now))
    }

    /// The quota that the exchange counts against.
    private func quota(for exchange: Exchange) -> QuotaPolicy? {
        exchange.surface == .trigger ? exchange.caller.tenant.quota : nil
    }

    private func denial(_ quota: QuotaPolicy, _ now: Timestamp) -> Verdict {
        let end = quota.window.end(at: now)
        let triggers = quota.limit == 1 ? "1 trigger" : "\(quota.limit) triggers"
        return .wait(
            end - now,
            Reason(
                .quotaSpent,
                "The quota of \(triggers) per \(quota.window.rawValue) is spent; "
                    + "the next \(quota.window.rawValue) begins at \(end.iso8601)."))
    }

    /// Commits or refunds. Both may be repeated, and are, once: a reservation that is
    /// left over counts against its tenant until the window ends.
    private func settle(_ exchange: Exchange, _ outcome: Outcome) async {
        do {
            try await settleOnce(exchange.id, outcome)
        } catch {
            do {
                try await settleOnce(exchange.id, outcome)
            } catch {
                warn("could not settle quota; the unit stays counted", exchange, error)
            }
        }
    }

    private func settleOnce(_ exchange: ExchangeID, _ outcome: Outcome) async throws {
        if outcome == .accepted {
            try await ledger.commit(exchange)
        } else {
            try await ledger.refund(exchange)
        }
    }

    private func warn(_ what: Logger.Message, _ exchange: Exchange, _ error: any Error) {
        log.error(
            what,
            metadata: [
                "exchange": "\(exchange.id)", "tenant": "\(exchange.caller.tenant.id)",
                "error": "\(error)",
            ])
    }
}
