/// Hears what happens in the gateway, to count and time it. It is called in the middle of
/// the work, so it neither waits nor fails, and it never sees a prompt.
public protocol Observer: Sendable {
    /// Notes what happened.
    func note(_ observation: Observation)
}

/// Hears nothing.
public struct SilentObserver: Observer {
    public init() {}

    public func note(_ observation: Observation) {}
}
