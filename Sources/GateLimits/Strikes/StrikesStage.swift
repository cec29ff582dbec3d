import GateCore
import Synchronization

/// Slows down or stops end users whose prompts were refused again and again, by their
/// tenant's `strikes`. Without those settings, or without an end user (`X-End-User`), it
/// passes. A ledger that fails is "could not judge".
///
/// Refusals are durable; of a user who is slowed down the last trigger is remembered in
/// memory alone, so that after a restart the distance counts from the last refusal.
public final class StrikesStage: Stage {
    public static let kind = StageKind.strikes

    private let ledger: any StrikeLedger
    private let time: any Timekeeper
    private let distances: Mutex<DistanceTable>

    /// - Parameters:
    ///   - ledger: counts refusals.
    ///   - time: its wall clock tells what is in the window, its monotonic one the distance
    ///     of triggers.
    ///   - maximumUsers: how many slowed users are remembered at once; a further one has to
    ///     wait for the first of them.
    public init(ledger: any StrikeLedger, time: any Timekeeper, maximumUsers: Int = 10_000) {
        self.ledger = ledger
        self.time = time
        distances = Mutex(DistanceTable(capacity: maximumUsers))
    }

    /// Only of end users with a policy the ledger is asked.
    public func answersAtOnce(_ exchange: Exchange) -> Bool {
        exchange.caller.tenant.strikes == nil || exchange.caller.endUser == nil
    }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        let tenant = exchange.caller.tenant
        guard let policy = tenant.strikes, let name = exchange.caller.endUser else { return .pass }
        let user = EndUser(name, of: tenant.id)
        let now = time.wall()
        let tally = try await ledger.strikes(of: user, since: policy.windowStart(at: now))
        switch policy.measure(tally, at: now) {
        case .none: return .pass
        case .flagged: return flag(tally, policy)
        // Texts that are only judged reach nobody.
        case .slowed(let distance) where exchange.surface == .trigger:
            return slow(user, by: distance, tally, at: now) ?? flag(tally, policy)
        case .paused(let until) where exchange.surface != .moderate:
            return .wait(
                until - now,
                Reason(
                    .notAllowed,
                    "Too many prompts of this end user were refused; it is paused until "
                        + "\(until.iso8601)."))
        case .slowed, .paused: return flag(tally, policy)
        }
    }

    private func flag(_ tally: StrikeTally, _ policy: StrikePolicy) -> Verdict {
        .flag(
            Reason(
                .notAllowed,
                "Refused in \(policy.windowHours) hours: \(tally.count) of this end user's "
                    + "prompts."))
    }

    /// - Returns: nil when the trigger keeps its distance, from now on the last one.
    private func slow(
        _ user: EndUser, by distance: Duration, _ tally: StrikeTally, at now: Timestamp
    ) -> Verdict? {
        // A refusal is a trigger too, and durable.
        let sinceRefusal = tally.lastAt.map { $0 + distance - now } ?? .zero
        let wait: Duration? =
            sinceRefusal > .zero
            ? sinceRefusal : distances.withLock { $0.take(user, distance, at: time.now()) }
        return wait.map { wait in
            .wait(
                wait,
                Reason(
                    .rateLimited,
                    "Too many prompts of this end user were refused; it may send one in "
                        + "\(distance.components.seconds) s. Try again in "
                        + "\(wait.retryAfterSeconds) s."))
        }
    }
}
