/// Counts what tenants use. Durable; every call is one transaction, so concurrent calls
/// never admit more than a limit.
public protocol QuotaLedger: Sendable {
    /// Reserves one unit for `exchange` in the window that begins at `windowStart`, unless
    /// committed and reserved units there already reach `limit`.
    func reserve(
        _ exchange: ExchangeID, tenant: TenantID, windowStart: Timestamp, limit: Int
    ) async throws -> QuotaReservation

    /// Makes the reservation final. Without one, does nothing.
    func commit(_ exchange: ExchangeID) async throws

    /// Gives the reservation back. Without one, or after `commit`, does nothing.
    func refund(_ exchange: ExchangeID) async throws

    /// Units committed or reserved in the window.
    func used(by tenant: TenantID, windowStart: Timestamp) async throws -> Int
}
