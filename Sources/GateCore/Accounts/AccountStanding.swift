/// Names one Discord account, as its operator calls it. Not secret.
public typealias AccountID = Identifier<AccountStanding>

extension AccountID {
    /// The account of the seed's variables (`USER_TOKEN` and its kin), and of tasks that were
    /// kept before there were several.
    public static var standard: AccountID { "default" }

    /// Whether an account may be called so: 1 to 32 of `a-z 0-9 - _`, a letter or digit first,
    /// because it stands in addresses, labels and names of files.
    public static func isName(_ name: String) -> Bool {
        let isPlain: (Character) -> Bool = { $0.isASCII && ($0.isLowercase || $0.isNumber) }
        return (1...32).contains(name.utf8.count) && name.first.map(isPlain) == true
            && name.allSatisfy { isPlain($0) || $0 == "-" || $0 == "_" }
    }
}

/// How one Discord account stands at the moment that a task is placed.
public struct AccountStanding: Hashable, Sendable {
    public let id: AccountID
    public let health: AccountHealth
    /// How many slots it has, and how many more tasks may wait for one.
    public let capacity: Capacity
    /// Its share among others with as many slots. Zero gives it no new work: it only follows up
    /// on what it made.
    public let weight: Int
    /// How many of its tasks are not ended, waiting ones included.
    public let load: Int

    /// Describes one account; see the properties. Negative numbers count as zero.
    public init(
        id: AccountID, health: AccountHealth, capacity: Capacity, weight: Int = 1, load: Int = 0
    ) {
        self.id = id
        self.health = health
        self.capacity = capacity
        self.weight = max(0, weight)
        self.load = max(0, load)
    }

    /// Why it is parked; nil while it is not.
    public var parkedFor: String? {
        guard case .parked(let reason) = health else { return nil }
        return reason
    }

    /// Whether one more has a slot or a place to wait.
    /// Not as a sum: either number may be the largest there is.
    public var hasRoom: Bool { load - capacity.slots < capacity.waiting }
}
