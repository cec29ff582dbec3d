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

    /// What all of them take together. Saturates: "no limit" is written as the largest number.
    public static func sum(_ capacities: [Capacity]) -> Capacity {
        Capacity(
            slots: capacities.map(\.slots).reduce(0, plus),
            waiting: capacities.map(\.waiting).reduce(0, plus))
    }

    private static func plus(_ one: Int, _ other: Int) -> Int {
        let (sum, overflow) = one.addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
