import GateCore
import Synchronization

/// The Gateway's state with the sockets that its orders go to. Orders are handed over
/// under the same lock as the change that gave them, so they arrive in its order.
final class GatewayHub: Sendable {
    /// Where one socket takes its orders from.
    typealias Orders = AsyncStream<SocketOrder>

    private struct Board {
        var state: GatewayState
        var sockets: [ConnectionID: Orders.Continuation] = [:]
    }

    /// A client that leaves more than that unread is cut off.
    private static let mostUnread = 8192
    private let board: Mutex<Board>
    private let control: ControlDesk
    private let time: any Timekeeper

    /// - Parameters:
    ///   - state: the Gateway before its first connection.
    ///   - control: what has been set about heartbeats.
    ///   - time: for the limit on what clients send.
    init(_ state: GatewayState, control: ControlDesk, time: any Timekeeper) {
        board = Mutex(Board(state: state))
        self.control = control
        self.time = time
    }

    /// How many connections and sessions there are.
    var counts: (connections: Int, sessions: Int) { board.withLock { $0.state.counts } }

    /// Takes a connection.
    /// - Returns: its id, and what its socket has to do.
    func open(version: Int) -> (id: ConnectionID, orders: Orders) {
        let (orders, socket) = Orders.makeStream(bufferingPolicy: .bufferingOldest(Self.mostUnread))
        let conditions = conditions
        let id = board.withLock { board in
            let (id, effects) = board.state.open(version: version, conditions)
            board.sockets[id] = socket
            Self.hand(effects, to: &board)
            return id
        }
        return (id, orders)
    }

    /// Takes a payload.
    func receive(_ text: String, from id: ConnectionID) {
        let conditions = conditions
        change { $0.receive(text, from: id, conditions) }
    }

    /// Passes a WebSocket ping back.
    func ping(_ data: [UInt8], from id: ConnectionID) {
        board.withLock { board in
            Self.hand([GatewayEffect(connection: id, order: .pong(data))], to: &board)
        }
    }

    /// Forgets a connection that its client has left.
    /// - Parameters:
    ///   - id: the connection.
    ///   - code: the code of the client's close frame, which is answered unless it was an
    ///     answer itself; nil when there was none.
    func closed(_ id: ConnectionID, code: UInt16?) {
        board.withLock { board in
            let socket = board.sockets.removeValue(forKey: id)
            if let code, board.state.isOpen(id) { socket?.yield(.close(code, "")) }
            board.state.closed(id, code: code)
            socket?.finish()
        }
    }

    /// Tells all sessions of something that happened.
    func publish(_ event: GatewayEvent) { change { $0.publish(event) } }

    /// Does something to all connections.
    func disturb(_ disturbance: GatewayDisturbance) { change { $0.disturb(disturbance) } }

    private var conditions: GatewayState.Conditions {
        GatewayState.Conditions(now: time.now(), tunables: control.tunables)
    }

    private func change(_ change: (inout GatewayState) -> [GatewayEffect]) {
        board.withLock { board in
            let effects = change(&board.state)
            Self.hand(effects, to: &board)
        }
    }

    private static func hand(_ effects: [GatewayEffect], to board: inout Board) {
        for effect in effects {
            guard let socket = board.sockets[effect.connection] else { continue }
            if case .dropped = socket.yield(effect.order) {
                board.sockets.removeValue(forKey: effect.connection)?.finish()
                board.state.closed(effect.connection, code: nil)
            }
        }
    }
}
