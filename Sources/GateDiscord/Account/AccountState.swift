import GateCore
import Synchronization

/// What the listener and the dispatcher of one account tell each other.
public final class AccountState: Sendable {
    private struct State {
        var sessionID: String?
        /// Whether the Gateway session stands.
        var isListening = false
        /// Why nothing is sent.
        var condition: AccountCondition?
        /// How many conditions were noted.
        var notes = 0
        /// When its health last became what it is.
        var since: Timestamp

        var health: AccountHealth {
            if let condition { return .parked(condition.reason) }
            return isListening ? .connected : .connecting
        }
    }

    private let state: Mutex<State>
    private let time: any Timekeeper

    /// Connecting, with no session yet.
    /// - Parameter time: stamps what changes.
    public init(time: any Timekeeper) {
        self.time = time
        state = Mutex(State(since: time.wall()))
    }

    /// Changes the state, and stamps a change of its health.
    private func change<Value>(
        since: Timestamp? = nil, _ work: (inout State) -> Value
    ) -> Value {
        let now = since ?? time.wall()
        return state.withLock { state in
            let before = state.health
            let value = work(&state)
            if state.health != before { state.since = now }
            return value
        }
    }

    /// When its health last became what it is.
    public var since: Timestamp { state.withLock { $0.since } }

    /// READY's `session_id` of the user's session, for interactions.
    public var sessionID: String? { state.withLock { $0.sessionID } }

    /// Connected, connecting or parked.
    public var health: AccountHealth { state.withLock { $0.health } }

    /// Whether the Gateway session stands, parked or not.
    public var isListening: Bool { state.withLock { $0.isListening } }

    /// Why the account is parked; nil while it is not.
    public var condition: AccountCondition? { state.withLock { $0.condition } }

    /// The Gateway session stands.
    public func connected(sessionID: String) {
        change { state in
            state.sessionID = sessionID
            state.isListening = true
        }
    }

    /// The Gateway session stands, and the user's session id stays what it was: for a
    /// resumed session, and for a bot's, whose id interactions of the user cannot use.
    public func listening() { change { $0.isListening = true } }

    /// The session that an earlier process left, which is about to be resumed.
    public func remember(sessionID: String) { change { $0.sessionID = sessionID } }

    /// The Gateway session is being made or resumed.
    public func connecting() { change { $0.isListening = false } }

    /// Parks the account: nothing is sent from now on, not even what is only read.
    ///
    /// The first reason stays, but for one that passes by itself (`AccountCondition.pause`):
    /// that one gives way to one that does not.
    /// - Parameters:
    ///   - condition: the reason.
    ///   - since: when it began, where that was before now.
    /// - Returns: the number of this parking, for `recover(from:)`; nil when it changed nothing.
    @discardableResult
    public func note(_ condition: AccountCondition, since: Timestamp? = nil) -> Int? {
        change(since: since) { state in
            if let present = state.condition, present.pause == nil || condition.pause != nil {
                return nil
            }
            state.condition = condition
            state.notes += 1
            return state.notes
        }
    }

    /// Parks the account for a reason that does not pass by itself.
    public func park(_ reason: String) { note(AccountCondition(.other, reason)) }

    /// What parked the account is over: it may be used again.
    public func recover() { change { $0.condition = nil } }

    /// The same, if the account is still parked for what `note` numbered so.
    /// - Returns: whether it was.
    @discardableResult
    public func recover(from note: Int) -> Bool {
        change { state in
            guard state.notes == note, state.condition != nil else { return false }
            state.condition = nil
            return true
        }
    }
}
