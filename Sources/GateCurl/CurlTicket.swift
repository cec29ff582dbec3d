import Synchronization

/// One call, as the caller and libcurl's thread both know it. A cancellation may overtake
/// the letter that starts its transfer; the flag is set before, so it is never lost.
final class CurlTicket: Sendable {
    private let flag = Atomic(false)

    /// Whether the caller has gone away.
    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// The caller has gone away.
    func cancel() { flag.store(true, ordering: .releasing) }
}
