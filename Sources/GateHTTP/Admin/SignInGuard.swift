import GateCore
import Synchronization

/// Slows down who tries admin keys: so many wrong ones from one address, and no more for a
/// while.
final class SignInGuard: Sendable {
    /// So many wrong keys may come at once.
    static let burst = 8
    /// One more may come after so long.
    static let interval = Duration.seconds(30)
    /// Addresses that are remembered; others share one count then.
    static let mostAddresses = 1024

    private let time: any Timekeeper
    /// When each address's count is empty again.
    private let counts = Mutex<[String: Instant]>([:])

    /// - Parameter time: forgets wrong keys.
    init(time: any Timekeeper) { self.time = time }

    /// - Throws: `Problem` (`rateLimited`), while too many wrong keys came from `address`.
    func check(_ address: String) throws(Problem) {
        let now = time.now()
        let end = counts.withLock { $0[Self.name(address, $0)] } ?? now
        let wait = end - now - Self.interval * (Self.burst - 1)
        guard wait > .zero else { return }
        throw Problem(
            .rateLimited, "Too many wrong keys came from this address; wait a little.",
            retryAfter: wait)
    }

    /// Counts a wrong key.
    func noteWrongKey(_ address: String) {
        let now = time.now()
        counts.withLock { counts in
            counts = counts.filter { $0.value > now }
            let name = Self.name(address, counts)
            counts[name] = max(counts[name] ?? now, now) + Self.interval
        }
    }

    private static func name(_ address: String, _ counts: [String: Instant]) -> String {
        counts[address] != nil || counts.count < mostAddresses ? address : "others"
    }
}
