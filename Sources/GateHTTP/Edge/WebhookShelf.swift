import GateCore

/// What the edge needs of webhooks that are kept.
public struct WebhookShelf: Sendable {
    /// Keeps them.
    public let store: any DeliveryStore
    /// Something may be due.
    public let wake: @Sendable () -> Void

    /// Describes one; see the properties.
    public init(store: any DeliveryStore, wake: @escaping @Sendable () -> Void = {}) {
        self.store = store
        self.wake = wake
    }
}
