/// How many prompts may wait for a human. They take no place in the queue, so that nobody
/// waits behind them; but somebody has to read them all.
public struct HoldingRoom: Hashable, Sendable {
    /// Of one tenant.
    public let perTenant: Int
    /// Of all tenants.
    public let total: Int

    /// - Parameters:
    ///   - perTenant: of one tenant, at least 1.
    ///   - total: of all tenants, at least 1.
    public init(perTenant: Int = 100, total: Int = 1000) {
        self.perTenant = max(1, perTenant)
        self.total = max(1, total)
    }
}
