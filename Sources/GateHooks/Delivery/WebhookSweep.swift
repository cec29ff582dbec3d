import GateCore
import Logging

/// Forgets webhooks that arrived long ago, so that the database does not grow for ever.
public struct WebhookSweep: Sendable {
    /// How long a delivered webhook can be looked up.
    static let age = Duration.seconds(30 * 86_400)
    /// Webhooks of one transaction.
    static let step = 500
    private static let pace = Duration.seconds(600)

    private let store: any DeliveryStore
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - store: the kept webhooks.
    ///   - time: tells which are old.
    ///   - log: hears when they cannot be forgotten.
    public init(store: any DeliveryStore, time: any Timekeeper, log: Logger) {
        self.store = store
        self.time = time
        self.log = log
    }

    /// Works until cancelled.
    /// - Throws: `CancellationError`.
    public func run() async throws {
        while true {
            do {
                try await forgetOld()
            } catch let error as StoreError {
                log.warning("old webhooks were not forgotten", metadata: ["error": "\(error)"])
            }
            try await time.sleep(for: Self.pace)
        }
    }

    /// Forgets all that are old by now, a step at a time.
    func forgetOld() async throws {
        let end = time.wall() + (.zero - Self.age)
        while try await store.forgetDelivered(before: end, limit: Self.step) == Self.step {}
    }
}
