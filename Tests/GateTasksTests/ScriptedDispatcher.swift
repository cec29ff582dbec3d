import GateCore
import Synchronization

/// A dispatcher that answers from a script and tells what it was asked, as it is asked.
final class ScriptedDispatcher: Dispatcher {
    private struct State {
        var errors: [DispatchError] = []
        var taken: Set<String> = []
        var sightings: [TaskSignal] = []
        var lookErrors: [DispatchError] = []
        var jobs: [Job] = []
        var health = AccountHealth.connected
    }

    private let state = Mutex(State())
    /// The nonce of every attempt, in order.
    let attempts: AsyncStream<String>
    private let attempted: AsyncStream<String>.Continuation
    /// Every nonce that was looked for, in order.
    let looks: AsyncStream<String>
    private let looked: AsyncStream<String>.Continuation

    init() {
        (attempts, attempted) = AsyncStream.makeStream()
        (looks, looked) = AsyncStream.makeStream()
    }

    /// The next attempts fail so, in order; later ones succeed.
    func fail(_ errors: DispatchError...) { state.withLock { $0.errors += errors } }

    /// The channel shows these.
    func show(_ nonce: String) { state.withLock { _ = $0.taken.insert(nonce) } }

    /// What was sent, in order.
    var jobs: [Job] { state.withLock { $0.jobs } }

    /// The channel's history is this.
    func tell(_ signals: TaskSignal...) { state.withLock { $0.sightings += signals } }

    /// The next looks fail so, in order.
    func failLooks(_ errors: DispatchError...) { state.withLock { $0.lookErrors += errors } }

    func become(_ health: AccountHealth) { state.withLock { $0.health = health } }

    func send(_ job: Job, nonce: String) async throws(DispatchError) {
        state.withLock { $0.jobs.append(job) }
        attempted.yield(nonce)
        let error = state.withLock { $0.errors.isEmpty ? nil : $0.errors.removeFirst() }
        if let error { throw error }
    }

    func hasTaken(nonce: String) async throws(DispatchError) -> Bool {
        looked.yield(nonce)
        let error = state.withLock { $0.lookErrors.isEmpty ? nil : $0.lookErrors.removeFirst() }
        if let error { throw error }
        return state.withLock { $0.taken.contains(nonce) }
    }

    func sightings(since start: Timestamp) async throws(DispatchError) -> [TaskSignal] {
        state.withLock { $0.sightings }
    }

    func upload(
        filename: String, contentType: String, bytes: [UInt8]
    ) async throws(DispatchError) -> UploadedFile {
        UploadedFile(uploadFilename: "uuid/\(filename)", uploadURL: "http://upload.test/1")
    }

    func post(uploadFilename: String) async throws(DispatchError) -> String {
        "http://images.test/\(uploadFilename)"
    }

    func health() -> AccountHealth { state.withLock { $0.health } }
}
