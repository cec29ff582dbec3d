/// Shows and changes the Discord accounts while the gateway runs.
public protocol AccountOffice: Sendable {
    /// All accounts, in the order they were set up.
    func accounts() async -> [AccountCard]

    /// Sends nothing more by the account until it is unparked. What it has taken goes on. One
    /// that is parked for a reason that does not pass by itself keeps that reason.
    /// - Throws: `Problem` (`notFound`).
    func park(_ id: AccountID, reason: String) async throws -> AccountCard

    /// Uses the account again, with a new Gateway session where the old one had ended.
    /// - Throws: `Problem` (`notFound`).
    func unpark(_ id: AccountID) async throws -> AccountCard

    /// Sets an account up, which works from then on and after every start.
    /// - Throws: `Problem` (`conflict`): the name is taken, or there is no key to seal tokens by.
    func add(_ draft: AccountDraft) async throws -> AccountCard

    /// Changes an account that was added.
    ///
    /// What changes only how much it is given leaves its Gateway session and its state alone.
    /// - Parameters:
    ///   - id: which.
    ///   - change: makes the change.
    /// - Throws: `Problem` (`notFound`; `conflict` where it was set up elsewhere, or cannot be
    ///   opened).
    func change(
        _ id: AccountID, _ change: @escaping @Sendable (inout AccountDraft) -> Void
    ) async throws -> AccountCard

    /// Removes an account that was added.
    /// - Throws: `Problem` (`notFound`; `conflict` where it was set up elsewhere, or has tasks).
    func remove(_ id: AccountID) async throws
}
