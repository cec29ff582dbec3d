/// What becomes of the units of a task that ended.
public enum QuotaEnding: Hashable, Sendable {
    /// They are spent.
    case commit
    /// They are given back.
    case refund
}

extension TaskRecord {
    /// What becomes of its units: they are spent by a picture, and by a tenant who cancels
    /// what was sent already. Nil while it is open.
    public var quotaEnding: QuotaEnding? {
        switch status {
        case .held, .queued, .dispatching, .submitted, .running: nil
        case .finished: .commit
        case .cancelled: attempts > 0 ? .commit : .refund
        case .failed, .banned, .timedOut: .refund
        }
    }
}
