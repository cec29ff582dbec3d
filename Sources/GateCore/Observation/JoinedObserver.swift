/// Tells several observers, in order.
public struct JoinedObserver: Observer {
    private let observers: [any Observer]

    /// - Parameter observers: those that are told.
    public init(_ observers: [any Observer]) { self.observers = observers }

    public func note(_ observation: Observation) {
        for observer in observers { observer.note(observation) }
    }
}
