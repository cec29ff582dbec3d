/// One Discord account that pictures can be drawn with.
public struct DrawingAccount: Sendable {
    public let id: AccountID
    /// Sends by it, and knows its state.
    public let dispatcher: any Dispatcher
    /// How many tasks it takes at once, and how many more may wait.
    public let capacity: Capacity
    /// Its share among others with as many slots; zero for follow-ups only.
    public let weight: Int

    /// Describes one account; see the properties.
    public init(
        id: AccountID = .standard, dispatcher: any Dispatcher, capacity: Capacity, weight: Int = 1
    ) {
        self.id = id
        self.dispatcher = dispatcher
        self.capacity = capacity
        self.weight = weight
    }

    /// How it stands with so many tasks.
    public func standing(load: Int = 0) -> AccountStanding {
        AccountStanding(
            id: id, health: dispatcher.health(), capacity: capacity, weight: weight, load: load)
    }
}
