import GateCore
import Synchronization

/// Answers every call with 204, and keeps the last one's headers.
final class HeardCalls: HTTPTransport {
    private let last = Mutex<[(name: String, value: String)]>([])

    var headers: [(name: String, value: String)] { last.withLock { $0 } }

    func send(_ call: HTTPCall) async throws -> HTTPAnswer {
        last.withLock { $0 = call.headers }
        return HTTPAnswer(status: 204, headers: [], body: [])
    }
}
