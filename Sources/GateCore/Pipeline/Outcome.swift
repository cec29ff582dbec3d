/// How an exchange ended, as its stages and its audit record are told.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Let through; for a trigger, the task is durable.
    case accepted
    /// Refused by a rule.
    case blocked
    /// Waits for a human.
    case held
    /// Refused by a rate limit.
    case limited
    /// Refused by a quota.
    case quota
    /// Let through by the stages, but the wait queue was full.
    case full
    /// A rule could not be decided within its limits, and denies then.
    case undecided
    /// A stage failed, or was not ready in time, and denies then: nothing was found.
    case unavailable = "blocked_unavailable"
    /// Refused for another reason.
    case refused
    /// Let through by the stages, but the gateway failed to keep it.
    case failed

    /// The outcome of a denial for `code`.
    public init(denial code: ProblemCode) {
        self =
            switch code {
            case .bannedPrompt: .blocked
            case .heldForReview: .held
            case .rateLimited: .limited
            case .quotaSpent: .quota
            case .queueFull: .full
            case .couldNotJudge: .undecided
            default: .refused
            }
    }
}
