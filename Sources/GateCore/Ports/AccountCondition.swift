/// What keeps an account from being used, as Discord or the image bot said it.
public struct AccountCondition: Hashable, Sendable {
    /// Told apart by what mends it.
    public enum Cause: String, Sendable, Codable, CaseIterable {
        /// 401 or Gateway close code 4004: a new token is needed.
        case tokenRefused = "token_refused"
        /// 403: no access to the server, the channel or the command.
        case noAccess = "no_access"
        /// A CAPTCHA, or a phone or mail address to be confirmed.
        case verification
        /// A Gateway close code that would come again each time.
        case gatewayRefused = "gateway_refused"
        /// A message of the moderators waits to be read ("Pending mod message").
        case pendingModeration = "pending_moderation"
        /// The image bot shut the account out.
        case blocked
        /// No subscription, a paused one, or a cancelled plan.
        case subscription
        /// The fast hours are used up.
        case creditsExhausted = "credits_exhausted"
        /// The image bot's terms wait to be accepted.
        case termsNotAccepted = "terms_not_accepted"
        /// An admin parked it.
        case byAdmin = "by_admin"
        /// Anything else that the image bot calls the account's.
        case other
    }

    public let cause: Cause
    /// In the words of Discord or the image bot; never holds a token.
    public let reason: String

    /// Describes one condition; see the properties.
    public init(_ cause: Cause, _ reason: String) {
        self.cause = cause
        self.reason = reason
    }

    /// How long to wait before the account is tried again, where what it waits for may come
    /// about without anyone telling this gateway; nil where only an operator can know.
    public var pause: Duration? {
        switch cause {
        case .pendingModeration: .seconds(1800)
        case .creditsExhausted: .seconds(3600)
        case .tokenRefused, .noAccess, .verification, .gatewayRefused, .blocked, .subscription,
            .termsNotAccepted, .byAdmin, .other:
            nil
        }
    }
}
