/// Keeps what admins do. Returning means durable: note first, then act, so that nothing is
/// changed that nobody wrote down.
public protocol AdminJournal: Sendable {
    /// - Parameters:
    ///   - action: what is done, as `quota.grant`.
    ///   - target: to whom or what, as a tenant's id.
    ///   - detail: with which values; no secrets.
    ///   - caller: by whom.
    func note(
        _ action: String, target: String, detail: JSONValue, by caller: Caller
    ) async throws
}
