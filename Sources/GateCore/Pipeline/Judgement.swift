/// What all stages together said of one exchange.
public struct Judgement: Sendable {
    /// The verdict that ended the exchange, or `pass` (`flag`, when one was flagged).
    public let verdict: Verdict
    /// The stage that ended it; nil when all let it through.
    public let endedBy: String?
    /// Whether the stage that ended it failed, and found nothing.
    public let isUnavailable: Bool
    /// Every stage that ran, in order.
    public let runs: [StageRun]
    /// What the rules found, whether it ended the exchange or not.
    public let matches: [RuleMatch]
    /// The revision that judged.
    public let revision: String

    /// Describes one judgement; see the properties.
    public init(
        verdict: Verdict, endedBy: String?, isUnavailable: Bool = false, runs: [StageRun],
        matches: [RuleMatch],
        revision: String
    ) {
        self.verdict = verdict
        self.endedBy = endedBy
        self.isUnavailable = isUnavailable
        self.runs = runs
        self.matches = matches
        self.revision = revision
    }

    /// What the exchange comes to, when nothing behind the stages fails.
    public var outcome: Outcome {
        guard let problem else { return .accepted }
        return isUnavailable ? .unavailable : Outcome(denial: problem.code)
    }

    /// What a caller is told when the exchange was ended; nil when it was let through.
    public var problem: Problem? {
        guard let reason = verdict.reason, !verdict.goesOn else { return nil }
        var pause: Duration?
        if case .wait(let duration, _) = verdict { pause = duration }
        return Problem(
            reason.code, reason.detail, retryAfter: pause, fields: reason.fields,
            matches: reason.matches, policies: reason.policies, revision: revision)
    }
}
