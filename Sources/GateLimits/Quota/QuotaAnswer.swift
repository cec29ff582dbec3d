import GateCore

/// What the keeper answers to a call.
enum QuotaAnswer {
    case reserved
    /// A policy keeps it out.
    case spent(QuotaShortage, of: QuotaPolicy, now: Timestamp)

    /// What the stage says.
    var verdict: Verdict {
        switch self {
        case .reserved: .pass
        case .spent(let shortage, let policy, let now):
            .wait(
                shortage.freeAt - now,
                Reason(.quotaSpent, Self.words(policy, shortage.charge.units, shortage.freeAt)))
        }
    }

    private static func words(
        _ policy: QuotaPolicy, _ units: Int, _ freeAt: Timestamp
    ) -> String {
        let quota = "\(policy.per == .key ? "key's quota" : "quota") of \(amount(policy))"
        guard units <= policy.limit || policy.limit == 0 else {
            return "This call takes \(units) units, more than the whole \(quota)."
        }
        let next =
            policy.window == .rolling
            ? "enough of it is free" : "the next \(policy.window.rawValue) begins"
        return "The \(quota) is spent; \(next) at \(freeAt.iso8601)."
    }

    private static func amount(_ policy: QuotaPolicy) -> String {
        let noun = policy.costs.isEmpty ? "trigger" : "unit"
        let limit = "\(policy.limit) \(noun)\(policy.limit == 1 ? "" : "s")"
        guard let hours = policy.hours else { return "\(limit) per \(policy.window.rawValue)" }
        return "\(limit) in \(hours) hour\(hours == 1 ? "" : "s")"
    }
}
