import GateCore

/// What a scrape asks the gateway's parts for: states, which nobody counts.
public struct GatewayState: Sendable {
    /// The open tasks.
    public struct Queue: Hashable, Sendable {
        /// Open tasks by status.
        public let tasks: [TaskStatus: Int]
        public let capacity: Capacity

        /// Describes the queue; see the properties.
        public init(tasks: [TaskStatus: Int], capacity: Capacity) {
            self.tasks = tasks
            self.capacity = capacity
        }
    }

    public var version: String
    public var rules: @Sendable () -> RuleStatus
    /// The external stages now in force, with their states.
    public var standings: @Sendable () -> [(stage: String, standing: JSONValue)]
    /// Nil when nothing is drawn.
    public var queue: @Sendable () async -> Queue?
    /// The session with the Discord Gateway, of each account.
    public var accounts: @Sendable () -> [(name: String, health: AccountHealth)]
    public var storeFault: @Sendable () async -> StoreFault?
    /// Free bytes where the data directory is; nil where the system does not say.
    public var diskFree: @Sendable () -> UInt64?
    /// Places that the matcher's gate proposed since the process began.
    public var candidates: @Sendable () -> Int
    /// Spans that were dropped; nil where none are made.
    public var droppedSpans: @Sendable () -> Int?

    /// Describes the sources; see the properties.
    public init(
        version: String, rules: @escaping @Sendable () -> RuleStatus,
        standings: @escaping @Sendable () -> [(stage: String, standing: JSONValue)],
        queue: @escaping @Sendable () async -> Queue?,
        accounts: @escaping @Sendable () -> [(name: String, health: AccountHealth)],
        storeFault: @escaping @Sendable () async -> StoreFault?,
        diskFree: @escaping @Sendable () -> UInt64?, candidates: @escaping @Sendable () -> Int,
        droppedSpans: @escaping @Sendable () -> Int? = { nil }
    ) {
        self.version = version
        self.rules = rules
        self.standings = standings
        self.queue = queue
        self.accounts = accounts
        self.storeFault = storeFault
        self.diskFree = diskFree
        self.candidates = candidates
        self.droppedSpans = droppedSpans
    }
}
