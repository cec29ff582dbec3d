/// What the edge asks for on behalf of an admin who reviews prompts and their writers.
public protocol ReviewDesk: Sendable {
    /// A page of prompts that wait for a human, oldest first.
    func held(_ query: HeldQuery) async throws -> Page<TaskRecord>

    /// Lets a held prompt through. The stages behind the one that held it judge by the
    /// rules now in force, and then it is queued like any other; one of them may hold it
    /// again, which the answer shows.
    /// - Throws: `Problem`: `notFound`; `conflict` when it is decided already, or when a
    ///   stage refused it now, which ends it; `queueFull` or `couldNotJudge` when it waits
    ///   on.
    func approve(_ name: String, reason: String?, by admin: Caller) async throws -> Acceptance

    /// Refuses a held prompt; its tenant reads the reason.
    /// - Throws: `Problem` (`notFound`, `conflict`).
    func deny(_ name: String, reason: String?, by admin: Caller) async throws -> TaskRecord

    /// A page of the end users whose prompts were refused of late.
    func strikes(_ query: StrikeQuery) async throws -> Page<StrikeStanding>

    /// Forgets an end user's refusals.
    /// - Returns: how many there were.
    /// - Throws: `Problem` (`notFound`), when there is no such tenant.
    func forgive(_ user: EndUser, reason: String?, by admin: Caller) async throws -> Int
}
