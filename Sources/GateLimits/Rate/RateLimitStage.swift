import GateCore
import Synchronization

/// Paces calls by the tenant's `rate_limit`, or else by the stage's own policies: for all
/// of a tenant's calls, for each of its keys, for each of its users. Triggers and plain
/// moderation count alike, a call with several texts counts once, and a call that a later
/// stage refuses stays counted.
///
/// In memory: after a restart, or with other settings, everybody has the whole burst. Place
/// it before the stages that judge the text: a call whose first text ends sooner is not
/// counted.
public final class RateLimitStage: Stage {
    public static let kind = StageKind.rateLimit

    private let defaults: [RatePolicy]
    private let time: any Timekeeper
    private let book: Mutex<PaceBook>

    /// - Parameters:
    ///   - settings: what holds where a tenant has no policies of its own.
    ///   - time: paces by its monotonic clock; setting the wall clock changes nothing.
    ///   - room: how much is remembered; whoever finds none has to wait (code 24), because
    ///     an unpaced call is worse.
    public init(
        _ settings: RateLimitSettings = RateLimitSettings(), time: any Timekeeper,
        room: PaceRoom = PaceRoom()
    ) {
        defaults = settings.policies
        self.time = time
        book = Mutex(PaceBook(room))
    }

    /// Everything is in memory.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { true }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard exchange.isFirstOfCall else { return .pass }
        let demands = PaceDemand.all(of: exchange.caller, defaults: defaults)
        guard !demands.isEmpty else { return .pass }
        // The clock is read inside the lock, so that the calls come in the order of time.
        switch book.withLock({ $0.take(demands, at: time.now()) }) {
        case .admitted:
            return .pass
        case .denied(let retryAfter, let places):
            let spent = places.map { demands[$0].policy }
            return .wait(
                retryAfter,
                Reason(
                    .rateLimited, Self.sentence(spent, retryAfter), policies: spent.map(\.name)))
        case .noRoom(let retryAfter):
            return .wait(
                retryAfter,
                Reason(.couldNotJudge, "Too many callers are paced at once; try again later."))
        }
    }

    /// What `caller` has left of each policy, in their order.
    public func standing(of caller: Caller) -> [RateStanding] {
        let demands = PaceDemand.all(of: caller, defaults: defaults)
        guard !demands.isEmpty else { return [] }
        return book.withLock { book in
            let now = time.now()
            return demands.map { demand in
                let left = book.standing(demand, at: now)
                let partition = demand.key.partition
                return RateStanding(
                    demand.policy, partition: partition.isEmpty ? nil : partition,
                    remaining: left.remaining, moreAfter: left.moreAfter)
            }
        }
    }

    /// How many entries are remembered.
    var entryCount: Int { book.withLock { $0.count } }

    private static func sentence(_ spent: [RatePolicy], _ retryAfter: Duration) -> String {
        let allowed = spent.map(\.allowance).joined(separator: ", and ")
        return "Too many requests: \(allowed); try again in \(retryAfter.retryAfterSeconds) s."
    }
}

extension RatePolicy {
    fileprivate var allowance: String {
        let pace =
            requests == 1
            ? "1 request per \(per.rawValue) is allowed"
            : "\(requests) requests per \(per.rawValue) are allowed"
        return pace + (burst == requests ? "" : ", \(burst) at once") + by.suffix
    }
}

extension RatePolicy.Scope {
    fileprivate var suffix: String {
        switch self {
        case .tenant: ""
        case .key: " with each key"
        case .endUser: " for each user"
        }
    }
}
