/// How full the gateway's task queue is.
public struct QueueStanding: Hashable, Sendable {
    /// Tasks that hold a slot.
    public let working: Int
    /// Tasks that wait for one.
    public let waiting: Int
    /// How many slots there are.
    public let slots: Int
    /// How many tasks may wait.
    public let room: Int

    /// Describes one standing; see the properties.
    public init(working: Int, waiting: Int, slots: Int, room: Int) {
        self.working = working
        self.waiting = waiting
        self.slots = slots
        self.room = room
    }

    /// - Parameters:
    ///   - census: the open tasks by their status.
    ///   - capacity: the queue's.
    public init(census: [TaskStatus: Int], capacity: Capacity) {
        self.init(
            working: census.filter(\.key.isActive).values.reduce(0, +),
            waiting: census[.queued] ?? 0, slots: capacity.slots, room: capacity.waiting)
    }
}
