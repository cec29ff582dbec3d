/// How much is remembered at once, of whoever is below the whole burst.
///
/// Tenants and keys are made by the operator; the names of users come with calls, and a
/// flood of them must cost nobody else anything. So users have room of their own, and each
/// tenant a share of it.
public struct PaceRoom: Hashable, Sendable {
    /// Tenants and keys.
    public var tenants: Int
    /// Users of all tenants: it is divided by the tenants that have any there.
    public var users: Int
    /// Users of one tenant at most, however few tenants share.
    public var usersOfOne: Int
    /// Users of one tenant at least, however many tenants share.
    public var usersOfEach: Int

    /// Describes the room; see the properties. An entry takes about 300 bytes.
    public init(
        tenants: Int = 100_000, users: Int = 100_000, usersOfOne: Int = 20_000,
        usersOfEach: Int = 256
    ) {
        self.tenants = max(tenants, 1)
        self.users = users
        self.usersOfOne = max(usersOfOne, 1)
        self.usersOfEach = max(usersOfEach, 1)
    }

    /// The share of one tenant, when so many have users there.
    func share(of tenants: Int) -> Int {
        min(usersOfOne, max(usersOfEach, users / max(tenants, 1)))
    }
}
