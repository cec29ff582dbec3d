/// What a stage throws when a service behind it failed, so that the record tells "not
/// reached", "too late" and "answered badly" apart.
public struct StageFault: Error, Hashable, Sendable {
    /// How it failed.
    public enum Kind: String, Hashable, Sendable {
        /// No connection, or none is tried for now.
        case unreachable
        /// No answer in time.
        case timeout
        /// An answer that says nothing: a status, another shape, too large.
        case error
    }

    public let kind: Kind
    /// More for the record, such as `status 500`; no secret, no prompt.
    public let detail: String

    /// - Parameters:
    ///   - kind: how it failed.
    ///   - detail: more for the record.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}
