/// Makes HTTP requests to other machines. The one implementation is `GateCurl`'s; the
/// dispatcher and the webhooks share its connections.
public protocol HTTPTransport: Sendable {
    /// One request, one answer, whatever its status. Cancelling the task ends the transfer.
    /// - Throws: `HTTPFault`, or `CancellationError`.
    func send(_ call: HTTPCall) async throws -> HTTPAnswer
}
