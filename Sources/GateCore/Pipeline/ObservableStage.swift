/// A stage that has a state which operators want to see, such as an open circuit breaker.
/// A request stage or a result stage may be one.
public protocol ObservableStage: Sendable {
    /// The state now, as `/v1/admin/pipeline` shows it. No secret, no prompt.
    var standing: JSONValue { get }
}
