import GateCore
import Synchronization

/// An HTTP transport that answers from a script and remembers what it was asked.
public final class ScriptedTransport: HTTPTransport {
    /// Answers one call, or throws what the network would.
    public typealias Responder = @Sendable (HTTPCall) async throws -> HTTPAnswer

    private struct State {
        var calls: [HTTPCall] = []
        var queue: [Responder] = []
    }

    private let state = Mutex(State())
    private let fallback: Responder

    /// - Parameter fallback: answers calls that no queued responder is left for.
    public init(
        fallback: @escaping Responder = { _ in HTTPAnswer(status: 204, headers: [], body: []) }
    ) {
        self.fallback = fallback
    }

    /// Every call so far, in order.
    public var calls: [HTTPCall] { state.withLock { $0.calls } }

    /// Answers the next call that has no responder yet.
    public func enqueue(_ responder: @escaping Responder) {
        state.withLock { $0.queue.append(responder) }
    }

    /// Answers the next call with a status, headers and a body.
    public func enqueue(
        status: Int, headers: [(name: String, value: String)] = [], body: String = ""
    ) {
        let answer = HTTPAnswer(status: status, headers: headers, body: Array(body.utf8))
        enqueue { _ in answer }
    }

    public func send(_ call: HTTPCall) async throws -> HTTPAnswer {
        let responder: Responder = state.withLock { state in
            state.calls.append(call)
            return state.queue.isEmpty ? fallback : state.queue.removeFirst()
        }
        return try await responder(call)
    }
}
