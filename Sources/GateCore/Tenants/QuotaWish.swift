/// What one exchange wants to use: all of it, or none.
public struct QuotaWish: Hashable, Sendable {
    /// What it wants of one window.
    public struct Charge: Hashable, Sendable {
        public let window: QuotaWindow
        /// What the window has, grants left out.
        public let limit: Int
        /// How much is wanted, at least 1.
        public let units: Int

        /// Describes one charge; see the properties.
        public init(window: QuotaWindow, limit: Int, units: Int = 1) {
            self.window = window
            self.limit = limit
            self.units = units
        }
    }

    public let exchange: ExchangeID
    /// The task that it may become.
    public let task: TaskID?
    /// One for each window, no window twice.
    public let charges: [Charge]
    public let at: Timestamp
    /// Until when the reservation holds, unless the exchange became a task by then: so that
    /// what is never ended does not count for ever.
    public let leaseUntil: Timestamp

    /// Describes one wish; see the properties.
    public init(
        exchange: ExchangeID, task: TaskID?, charges: [Charge], at: Timestamp,
        leaseUntil: Timestamp
    ) {
        self.exchange = exchange
        self.task = task
        self.charges = charges
        self.at = at
        self.leaseUntil = leaseUntil
    }
}
