import GateCore

/// How the engine paces itself.
public struct EngineSettings: Sendable {
    /// Slots and places to wait.
    public let capacity: Capacity
    /// How long tasks are waited for.
    public let patience: TaskPatience
    /// How long sending waits, after the start, for the listener to stand: a result that
    /// nobody hears is a result that must be read back.
    public let listenerGrace: Duration

    /// Describes the pace; see the properties.
    public init(
        capacity: Capacity, patience: TaskPatience = TaskPatience(),
        listenerGrace: Duration = .seconds(5)
    ) {
        self.capacity = capacity
        self.patience = patience
        self.listenerGrace = listenerGrace
    }
}
