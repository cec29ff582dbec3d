/// Why a job was not (surely) taken by Discord.
public enum DispatchError: Error, Hashable, Sendable {
    /// Discord did not take it, and may later: 429, 5xx, no connection.
    case transient(String, retryAfter: Duration?)
    /// Discord did not take it, and will not.
    case permanent(String)
    /// The account may not send any more: 401, 403, verification.
    case parked(String)
    /// Bytes left and no answer came: it may have been taken.
    case ambiguous(String)
}
