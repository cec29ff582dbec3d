/// What is counted in one window.
public struct QuotaTally: Hashable, Sendable {
    /// Units of tasks that ended well.
    public var spent: Int
    /// Units of what is under way: they are spent or given back later.
    public var reserved: Int
    /// Units that an admin added to the limit.
    public var granted: Int
    /// A rolling window: when the newest unit in it will have left it. Nil when none is in it.
    public var clearAt: Timestamp?

    /// Describes one tally; see the properties.
    public init(spent: Int = 0, reserved: Int = 0, granted: Int = 0, clearAt: Timestamp? = nil) {
        self.spent = spent
        self.reserved = reserved
        self.granted = granted
        self.clearAt = clearAt
    }
}
