/// A webhook that is to be sent now.
public struct PendingNotice: Hashable, Sendable {
    public let notice: Notice
    /// How often it was tried.
    public let attempts: Int
    /// The tenant's signing secrets, `whsec_…`: the one that counts, and behind it, while
    /// receivers change over, the one before.
    public let secrets: [String]

    /// Describes one; see the properties.
    public init(notice: Notice, attempts: Int, secrets: [String]) {
        self.notice = notice
        self.attempts = attempts
        self.secrets = secrets
    }
}
