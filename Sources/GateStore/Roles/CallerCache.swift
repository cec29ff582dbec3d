import Foundation
import GateCore
import Synchronization

/// Remembers for a moment who keys belong to, by the digests of their secrets: looking a
/// key up costs more than judging a prompt.
///
/// Changes through this store count at once, for whoever is answered after them. Those of
/// another process (`promptgate tenant`) count within `life`. Keys that nobody has are not
/// remembered, so that strangers cannot fill it.
final class CallerCache: Sendable {
    /// How long an entry holds.
    static let life = Duration.seconds(1)
    /// Entries at most; a full cache begins anew.
    private static let most = 10_000

    private struct State {
        var entries: [Data: (caller: Caller, until: Instant)] = [:]
        var generation = 0
    }

    private let state = Mutex(State())
    private let time: any Timekeeper

    /// - Parameter time: tells when an entry's life is over.
    init(time: any Timekeeper) { self.time = time }

    /// Whose secret has that digest; nil when it must be looked up.
    func caller(_ digest: Data) -> Caller? {
        let now = time.now()
        return state.withLock { state in
            guard let entry = state.entries[digest], now < entry.until else { return nil }
            return entry.caller
        }
    }

    /// Names the state of things before a look-up.
    var generation: Int { state.withLock { $0.generation } }

    /// Remembers what was looked up, unless something changed since `generation`.
    func remember(_ caller: Caller, _ digest: Data, since generation: Int) {
        let until = time.now() + Self.life
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= Self.most { state.entries.removeAll() }
            state.entries[digest] = (caller, until)
        }
    }

    /// Forgets all: tenants or keys changed.
    func forget() {
        state.withLock { state in
            state.generation += 1
            state.entries.removeAll()
        }
    }
}
