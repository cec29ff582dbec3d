/// What the edge asks for on a caller's behalf. Every method judges or scopes by the
/// caller; the edge only parses, authenticates and answers.
public protocol FrontDesk: Sendable {
    /// Judges a trigger and, let through, makes it a durable task.
    /// - Throws: `Problem`.
    func submit(_ order: TriggerOrder, caller: Caller) async throws -> Acceptance

    /// Judges texts, in order, with no task: one exchange and one audit record each, but
    /// one call for the rate limit.
    /// - Throws: `Problem`, when the call as a whole is refused.
    func moderate(_ texts: [String], caller: Caller) async throws -> [TextJudgement]

    /// Keeps an image on Discord's side, under a name that the desk makes.
    /// - Throws: `Problem`.
    func upload(
        bytes: [UInt8], contentType: String, caller: Caller
    ) async throws -> (file: UploadedFile, triggerID: String)

    /// Posts an uploaded image as a message.
    /// - Returns: the image's address.
    /// - Throws: `Problem`.
    func post(uploadFilename: String, caller: Caller) async throws -> String

    /// Frees the slots of the caller's tasks of that name; doing it twice is no fault.
    /// - Throws: `Problem` (`notFound`).
    func release(_ name: String, caller: Caller) async throws -> TaskRecord

    /// Ends the caller's task of that name; a terminal one stays what it is.
    /// - Throws: `Problem` (`notFound`, `conflict`).
    func cancel(_ name: String, caller: Caller) async throws -> TaskRecord

    /// The caller's task of that name, with its position.
    /// - Throws: `Problem` (`notFound`).
    func task(_ name: String, caller: Caller) async throws -> Acceptance

    /// A page of the caller's tasks.
    func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord>
}
