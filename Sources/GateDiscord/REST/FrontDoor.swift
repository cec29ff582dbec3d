import GateCore
import Synchronization

/// What Discord holds against this machine's address, whichever of its accounts asked: too
/// many invalid answers, and being turned away before a request reaches Discord's API.
/// Accounts that share an address share one of these.
public final class FrontDoor: Sendable {
    private struct State {
        var invalid: InvalidAnswers
        var closedUntil: Instant?
    }

    private let state: Mutex<State>

    /// An open door.
    /// - Parameter limit: how many invalid answers close it for 10 minutes; Discord itself
    ///   shuts an address out at 10,000.
    public init(limit: Int = 500) { state = Mutex(State(invalid: InvalidAnswers(limit: limit))) }

    /// When requests may be sent again; nil for now.
    func closedUntil(_ now: Instant) -> Instant? {
        state.withLock { state in
            if let until = state.closedUntil, until > now { return until }
            state.closedUntil = nil
            return state.invalid.closedUntil(now)
        }
    }

    /// Takes note of an answer.
    func learn(_ answer: HTTPAnswer, _ news: RateLimitNews, at now: Instant) {
        state.withLock { state in
            state.invalid.note(answer, shared: news.isShared, at: now)
            guard news.isFrontDoor, let wait = news.retryAfter else { return }
            state.closedUntil = max(state.closedUntil ?? now, now + wait)
        }
    }
}
