import GateCore
import Synchronization

/// A dispatcher that answers from a script and tells what it was asked, as it is asked.
final class ScriptedDispatcher: Dispatcher {
    private struct State {
        var errors: [DispatchError] = []
        var taken: Set<String> = []
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

    func become(_ health: AccountHealth) { state.withLock { $0.health = health } }

    func send(_ job: Job, nonce: String) async throws(DispatchError) {
        attempted.yield(nonce)
        let error = state.withLock { $0.errors.isEmpty ? nil : $0.errors.removeFirst() }
        if let error { throw error }
    }

    func hasTaken(nonce: String) async throws(DispatchError) -> Bool {
        looked.yield(nonce)
        return state.withLock { $0.taken.contains(nonce) }
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
