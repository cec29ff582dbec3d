import GateCore

/// How the engine paces itself.
public struct EngineSettings: Sendable {
    /// How long tasks are waited for.
    public let patience: TaskPatience
    /// How long sending waits, after the start, for the listener to stand: a result that
    /// nobody hears is a result that must be read back.
    public let listenerGrace: Duration
    /// How long a task that a crash left between "about to send" and "sent" is listened for
    /// before the channel is looked at.
    public let recoveryPause: Duration
    /// How long a task waits while all accounts are parked that may draw it.
    public let parkedLimit: Duration

    /// Describes the pace; see the properties.
    public init(
        patience: TaskPatience = TaskPatience(),
        listenerGrace: Duration = .seconds(5), recoveryPause: Duration = .seconds(5),
        parkedLimit: Duration = .seconds(3600)
    ) {
        self.patience = patience
        self.listenerGrace = listenerGrace
        self.recoveryPause = recoveryPause
        self.parkedLimit = parkedLimit
    }
}
