/// Counts what tenants use. Durable; every call is one transaction, so concurrent calls
/// never admit more than a limit.
///
/// A reservation ends in one of three ways. Its exchange became a task: the task's end
/// decides, in the transaction of `TaskStore.change` that makes it terminal (see
/// `TaskRecord.quotaEnding`). Its exchange ended otherwise: `refund`. Nobody said anything:
/// `expire`, or the start of the store after a crash.
public protocol QuotaLedger: Sendable {
    /// Reserves in every window of the wish, unless one has too few units left: then in
    /// none. Asking again for an exchange, or a task, that has its reservation gives no
    /// second one.
    func reserve(_ wish: QuotaWish) async throws -> QuotaReservation

    /// Gives the reservation of an exchange back. Without one, or when the exchange became
    /// a task, does nothing.
    func refund(_ exchange: ExchangeID) async throws

    /// Settles the reservations whose lease has ended: given back where the exchange became
    /// no task, kept for an open task, settled for an ended one.
    ///
    /// - Parameters:
    ///   - now: leases that end by then have ended.
    ///   - live: exchanges that are still judged: theirs are left as they are.
    /// - Returns: how many exchanges had theirs given back.
    func expire(at now: Timestamp, sparing live: Set<ExchangeID>) async throws -> Int

    /// What is counted in each of the windows, in order, at one moment.
    func tallies(of windows: [QuotaWindow], at now: Timestamp) async throws -> [QuotaTally]

    /// Adds units to what a window has: to this calendar window, or to a rolling window for
    /// as long as that is.
    func grant(_ units: Int, in window: QuotaWindow, at now: Timestamp) async throws

    /// Forgets what is spent in each of the windows. What is reserved stays, and grants do.
    func reset(_ windows: [QuotaWindow], at now: Timestamp) async throws
}
