import GateCore

/// Whether a request may be sent.
enum RateLimitPermit: Hashable, Sendable {
    /// Now; it is counted.
    case go
    /// Not before then; ask again.
    case wait(until: Instant)
}
