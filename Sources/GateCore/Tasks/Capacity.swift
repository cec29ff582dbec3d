/// How much an account takes at once.
public struct Capacity: Hashable, Sendable {
    /// Tasks that Discord works on at once (`CONCUR_SIZE`).
    public let slots: Int
    /// Tasks that may wait (`WAIT_SIZE`).
    public let waiting: Int

    /// - Parameters:
    ///   - slots: tasks at work at once, at least 1.
    ///   - waiting: tasks that may wait, 0 or more.
    public init(slots: Int, waiting: Int) {
        self.slots = max(1, slots)
        self.waiting = max(0, waiting)
    }
}
