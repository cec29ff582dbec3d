import GateCore
import Synchronization

/// Holds what has been ordered over `/_control`, and what has come in for later comparison.
final class ControlDesk: Sendable {
    private struct State {
        var tunables: Tunables
        var queue: [PlannedTurn] = []
        /// Oldest first.
        var interactions: [JSONValue] = []
        var tally = InteractionTally()
    }

    private static let mostPlans = 1000
    private static let mostInteractions = 2000
    private let state: Mutex<State>

    /// - Parameter tunables: where they start.
    init(_ tunables: Tunables) { state = Mutex(State(tunables: tunables)) }

    /// What has been set.
    var tunables: Tunables { state.withLock { $0.tunables } }

    /// What is planned, next first.
    var queue: [PlannedTurn] { state.withLock { $0.queue } }

    /// Plans something.
    /// - Throws: `ControlFault`, when too much is planned already.
    func plan(_ turn: PlannedTurn) throws(ControlFault) {
        let isFull = state.withLock { state in
            guard state.queue.count < Self.mostPlans else { return true }
            state.queue.append(turn)
            return false
        }
        if isFull { throw ControlFault(message: "the queue is full (\(Self.mostPlans))") }
    }

    /// Forgets all plans.
    func clear() { state.withLock { $0.queue = [] } }

    /// Changes tunables: all that are named, or none.
    /// - Throws: `ControlFault`.
    func set(_ members: [String: JSONValue]) throws(ControlFault) {
        var tunables = tunables
        try tunables.apply(members)
        state.withLock { $0.tunables = tunables }
    }

    /// Takes the HTTP fault planned for the next call of a route; nil when there is none, or
    /// when the next plan is one for the bot.
    func takeFault(on route: String) -> PlannedFault? {
        take(on: route) { plan in
            switch plan.kind {
            case .status(let fault): PlannedFault(answer: fault.answer, isTaken: plan.isTaken)
            case .hang: PlannedFault(answer: .withheld, isTaken: plan.isTaken)
            case .drop: PlannedFault(answer: .cutOff, isTaken: plan.isTaken)
            case .cloudflare: PlannedFault(answer: .cloudflare, isTaken: plan.isTaken)
            case .turn: nil
            }
        }
    }

    /// Takes the bot's turn planned for the next job; nil when there is none.
    func takeTurn() -> (turn: Turn, wording: Wording?)? {
        take(on: "interactions") { plan in
            guard case .turn(let turn) = plan.kind else { return nil }
            return (turn, plan.wording)
        }
    }

    /// Keeps an interaction as it came.
    func note(_ interaction: JSONValue) {
        state.withLock { state in
            state.interactions.append(interaction)
            state.tally.received(nonce: interaction["body"]?["nonce"]?.string)
            if state.interactions.count > Self.mostInteractions { state.interactions.removeFirst() }
        }
    }

    /// Counts an interaction that was taken, to be carried out.
    func noteTaken(nonce: String?) { state.withLock { $0.tally.taken(nonce: nonce) } }

    /// What came and what was taken, counted by nonce.
    var tally: InteractionTally { state.withLock { $0.tally } }

    /// All interactions that came, oldest first.
    var interactions: [JSONValue] { state.withLock { $0.interactions } }

    private func take<Taken>(on route: String, _ read: (PlannedTurn) -> Taken?) -> Taken? {
        state.withLock { state in
            guard let place = state.queue.firstIndex(where: { $0.route == route }),
                let taken = read(state.queue[place])
            else { return nil }
            state.queue[place].count -= 1
            if state.queue[place].count == 0 { state.queue.remove(at: place) }
            return taken
        }
    }
}
