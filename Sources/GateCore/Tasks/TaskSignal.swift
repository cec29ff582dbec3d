/// Something the listener saw, told apart from the platform it came from.
public struct TaskSignal: Hashable, Sendable {
    /// What it means.
    public enum Kind: Hashable, Sendable {
        /// The platform gave the nonce an interaction id.
        case acknowledged
        /// The image bot asks something before it begins.
        case asked(Dialogue)
        /// The image bot answered in words.
        case told
        /// The image bot queued it on its side.
        case waiting
        case started
        /// 0 to 100.
        case progressed(Int)
        case finished
        /// It ended without a result.
        case failed(TaskFailure)
        /// The message is gone.
        case deleted
    }

    public let kind: Kind
    public let keys: SignalKeys
    /// The message, where the signal is one.
    public let message: TaskResult?
    /// The account that saw it; nil where there is one alone.
    public var account: AccountID?

    /// Describes one signal; see the properties.
    public init(_ kind: Kind, keys: SignalKeys, message: TaskResult? = nil) {
        self.kind = kind
        self.keys = keys
        self.message = message
    }
}
