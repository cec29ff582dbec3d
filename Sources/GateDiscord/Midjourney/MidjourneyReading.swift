import GateCore

/// What one Gateway event says about tasks and about the account.
struct MidjourneyReading: Hashable, Sendable {
    /// Most events hold one signal; the deletion of many messages holds many.
    var signals: [TaskSignal] = []
    /// Why the account must not send any more, when the image bot says so.
    var parks: String?

    /// The same, told apart by what mends it.
    var condition: AccountCondition? {
        parks.map { AccountCondition(MidjourneyNotice.cause(of: $0), $0) }
    }

    /// Nothing to do with this account's tasks.
    static let nothing = MidjourneyReading()
}
