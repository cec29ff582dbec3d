import Synchronization

/// The accounts there are, in the order they were set up. Changes while the gateway runs.
public final class AccountRoster: Sendable {
    private let members: Mutex<[DrawingAccount]>

    /// - Parameter accounts: those there are from the start.
    public init(_ accounts: [DrawingAccount] = []) { members = Mutex(accounts) }

    /// All accounts.
    public var accounts: [DrawingAccount] { members.withLock { $0 } }

    /// The account of that name; nil when there is none.
    public subscript(id: AccountID) -> DrawingAccount? { accounts.first { $0.id == id } }

    /// Adds an account, or puts it in the place of the one with its name.
    public func put(_ account: DrawingAccount) {
        members.withLock { members in
            if let place = members.firstIndex(where: { $0.id == account.id }) {
                members[place] = account
            } else {
                members.append(account)
            }
        }
    }

    /// Removes an account: nothing is sent by it any more.
    public func remove(_ id: AccountID) {
        members.withLock { $0.removeAll { $0.id == id } }
    }

    /// What all accounts can take together.
    public var capacity: Capacity { Capacity.sum(accounts.map(\.capacity)) }

    /// What can be admitted for them as they stand now.
    public var room: QueueRoom { QueueRoom(accounts.map { $0.standing() }) }

    /// How the accounts do together: one that stands is enough. Nil when there is none.
    public var health: AccountHealth? {
        let all = accounts.map { $0.dispatcher.health() }
        return all.first { $0 == .connected } ?? all.first { $0 == .connecting } ?? all.first
    }
}
