/// Where everything that admins do is written down.
///
/// A change is noted before it is made: `note` returns once its record is durable, and a
/// call whose record cannot be kept fails before it changes anything. So a record may stand
/// for a change that was never made (the process ended in between), but no change is
/// without its record.
public protocol AdminJournal: Sendable {
    /// Notes what an admin is about to do.
    ///
    /// - Parameters:
    ///   - action: what is done, as a noun and a verb: `tenant.create`.
    ///   - target: what it is done to: a tenant's id, a revision.
    ///   - detail: what else tells a reader what changed. Never a secret.
    ///   - caller: who does it.
    /// - Throws: `StoreError` when the record cannot be kept.
    func note(
        _ action: String, target: String, detail: JSONValue, by caller: Caller
    ) async throws
}

extension AdminJournal {
    /// Notes what an admin is about to do, does it, and notes it too when it fails: as the
    /// same action with `.failed` behind it.
    ///
    /// - Returns: what `act` returns.
    /// - Throws: what `act` throws, or `StoreError`, with nothing done, when the record
    ///   cannot be kept.
    public func noted<Value: Sendable>(
        _ action: String, target: String, detail: JSONValue = [:], by caller: Caller,
        _ act: () async throws -> Value
    ) async throws -> Value {
        try await note(action, target: target, detail: detail, by: caller)
        do {
            return try await act()
        } catch {
            // The intent is on record already: that this one is missing tells no lie.
            try? await note(
                action + ".failed", target: target, detail: ["reason": Self.reason(error)],
                by: caller)
            throw error
        }
    }

    /// Why it failed, in words that quote nothing of the request.
    private static func reason(_ error: any Error) -> JSONValue {
        switch error {
        case let problem as Problem: .string(problem.code.title)
        case let error as StoreError: .string("\(error.kind)")
        default: .string("\(type(of: error))")
        }
    }
}
