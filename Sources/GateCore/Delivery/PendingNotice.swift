/// A webhook that is to be sent now.
public struct PendingNotice: Hashable, Sendable {
    public let notice: Notice
    /// How often it was tried.
    public let attempts: Int
    /// The tenant's signing secret, `whsec_…`.
    public let secret: String

    /// Describes one; see the properties.
    public init(notice: Notice, attempts: Int, secret: String) {
        self.notice = notice
        self.attempts = attempts
        self.secret = secret
    }
}
