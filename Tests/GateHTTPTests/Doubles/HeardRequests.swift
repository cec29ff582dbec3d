import GateCore
import Synchronization

/// Keeps what it hears of requests, as `METHOD route status`.
final class HeardRequests: Observer {
    private let kept = Mutex<[String]>([])

    var told: [String] { kept.withLock { $0 } }

    func note(_ observation: Observation) {
        guard case .request(let method, let route, let status, _) = observation else { return }
        kept.withLock { $0.append("\(method) \(route) \(status)") }
    }
}
