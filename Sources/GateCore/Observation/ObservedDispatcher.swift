/// A dispatcher whose attempts are counted and timed.
public struct ObservedDispatcher: Dispatcher {
    private let inner: any Dispatcher
    private let observer: any Observer
    private let time: any Timekeeper

    /// - Parameters:
    ///   - inner: sends.
    ///   - observer: hears how it went.
    ///   - time: measures it.
    public init(_ inner: any Dispatcher, _ observer: any Observer, time: any Timekeeper) {
        self.inner = inner
        self.observer = observer
        self.time = time
    }

    public func send(_ job: Job, nonce: String) async throws(DispatchError) {
        let start = time.now()
        do {
            try await inner.send(job, nonce: nonce)
            observer.note(.dispatch(job.kind, .taken, took: time.now() - start))
        } catch {
            observer.note(.dispatch(job.kind, DispatchEnding(error), took: time.now() - start))
            throw error
        }
    }

    public func hasTaken(nonce: String) async throws(DispatchError) -> Bool {
        try await inner.hasTaken(nonce: nonce)
    }

    public func sightings(since start: Timestamp) async throws(DispatchError) -> [TaskSignal] {
        try await inner.sightings(since: start)
    }

    public func upload(
        filename: String, contentType: String, bytes: [UInt8]
    ) async throws(DispatchError) -> UploadedFile {
        try await inner.upload(filename: filename, contentType: contentType, bytes: bytes)
    }

    public func post(uploadFilename: String) async throws(DispatchError) -> String {
        try await inner.post(uploadFilename: uploadFilename)
    }

    public func health() -> AccountHealth { inner.health() }
}
