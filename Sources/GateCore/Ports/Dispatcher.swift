/// Sends jobs to the image bot, one attempt a call; pacing and retrying live elsewhere.
public protocol Dispatcher: Sendable {
    /// One attempt. `nonce` is the same for all attempts at one job. Returning means that
    /// Discord took it.
    func send(_ job: Job, nonce: String) async throws(DispatchError)

    /// Whether the channel shows a message with that nonce: asked after a crash or an
    /// ambiguous attempt, before anything is sent again.
    func hasTaken(nonce: String) async throws(DispatchError) -> Bool

    /// What the channel shows since `start`, oldest first, as the listener would tell it: a
    /// job that was taken may have lost the message with its nonce already, when it is done.
    func sightings(since start: Timestamp) async throws(DispatchError) -> [TaskSignal]

    /// Keeps an image on Discord's side.
    /// - Returns: where it stands, for `describe` and `post`.
    func upload(
        filename: String, contentType: String, bytes: [UInt8]
    ) async throws(DispatchError) -> UploadedFile

    /// Posts an uploaded image as a message.
    /// - Returns: the image's address.
    func post(uploadFilename: String) async throws(DispatchError) -> String

    /// The account's state.
    func health() -> AccountHealth
}

extension Dispatcher {
    /// Nothing, for what keeps no history.
    public func sightings(since start: Timestamp) async throws(DispatchError) -> [TaskSignal] { [] }
}
