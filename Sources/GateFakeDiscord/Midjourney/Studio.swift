import GateCore
import Synchronization

/// What the bot remembers: the jobs that buttons name, the modals it has opened, which
/// mode each user draws in. The oldest go when there are too many.
final class Studio: Sendable {
    private struct State {
        var jobs: [String: Artwork] = [:]
        var jobOrder: [String] = []
        var modals: [String: OpenedModal] = [:]
        var modalOrder: [String] = []
        var regions: [String: OpenedRegion] = [:]
        var regionOrder: [String] = []
        var modes: [String: String] = [:]
        var nonces: Set<String> = []
        var nonceOrder: [String] = []
    }

    private static let mostKept = 10_000
    private let state = Mutex(State())

    /// Remembers what a job draws.
    func keep(_ artwork: Artwork) {
        state.withLock { state in
            Self.note(artwork.job, &state.jobOrder) { state.jobs[$0] = nil }
            state.jobs[artwork.job] = artwork
        }
    }

    /// What a job drew; nil when it is unknown, or no longer known.
    func artwork(_ job: String) -> Artwork? { state.withLock { $0.jobs[job] } }

    /// Remembers a modal by the interaction that opened it.
    func keep(_ modal: OpenedModal) {
        state.withLock { state in
            Self.note(modal.interactionID, &state.modalOrder) { state.modals[$0] = nil }
            state.modals[modal.interactionID] = modal
        }
    }

    /// Remembers a page by the name that its form has.
    func keep(_ region: OpenedRegion, as name: String) {
        state.withLock { state in
            Self.note(name, &state.regionOrder) { state.regions[$0] = nil }
            state.regions[name] = region
        }
    }

    /// The page of that name, which can be sent once.
    func takeRegion(_ name: String) -> OpenedRegion? {
        state.withLock { $0.regions.removeValue(forKey: name) }
    }

    /// The modal that an interaction opened.
    func modal(_ interaction: String) -> OpenedModal? {
        state.withLock { $0.modals[interaction] }
    }

    /// `fast`, `relaxed` or `turbo`.
    func mode(of account: Account) -> String {
        state.withLock { $0.modes[account.id] ?? "fast" }
    }

    /// Changes a user's mode.
    func setMode(_ mode: String, of account: Account) {
        state.withLock { state in
            if state.modes.count >= Self.mostKept { state.modes = [:] }
            state.modes[account.id] = mode
        }
    }

    /// Whether a user uses that nonce for the first time.
    func isNew(_ nonce: String, of account: Account) -> Bool {
        state.withLock { state in
            let key = "\(account.id)/\(nonce)"
            guard state.nonces.insert(key).inserted else { return false }
            Self.note(key, &state.nonceOrder) { state.nonces.remove($0) }
            return true
        }
    }

    private static func note(
        _ key: String, _ order: inout [String], forget: (String) -> Void
    ) {
        order.append(key)
        guard order.count > 2 * mostKept else { return }
        // In one large step, so that most calls cost no shifting.
        for old in order.prefix(mostKept) { forget(old) }
        order.removeFirst(mostKept)
    }
}
