import GateCore
import GateLimits

extension StageLineup {
    /// What `caller` has left of each pace that these stages hold it to; those that are
    /// only tried out (`mode: shadow`) are not told.
    func rateStanding(of caller: Caller) -> [RateStanding] {
        plan.request.filter { $0.isEnabled && $0.mode == .enforce }
            .compactMap { stage(named: $0.name) as? RateLimitStage }
            .flatMap { $0.standing(of: caller) }
    }
}
