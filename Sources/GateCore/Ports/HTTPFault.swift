/// Why no answer came.
public enum HTTPFault: Error, Hashable, Sendable {
    /// Nothing of the request can have been received: bad address, no name, no connection.
    case notSent(String)
    /// The request may have been received: time-out or lost connection after sending began.
    case unanswered(String)
    /// What came back is not HTTP. The request may have been received.
    case malformed(String)
    /// An answer came and was longer than allowed.
    case answerTooLarge
}
