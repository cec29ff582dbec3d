import GateCore

/// What a close code means for the session.
///
/// Source: Discord's "Gateway close event codes".
enum GatewayCloseVerdict: Hashable, Sendable {
    /// The session may be resumed.
    case resume
    /// A new session is needed.
    case renew
    /// Connecting again would fail again.
    case park(AccountCondition)

    /// - Parameter code: the close code; nil for a socket that just ended. Then, and with
    ///   codes that Discord does not list, the session is worth a try to resume it: a wrong
    ///   guess costs one refused resume, the other way round costs the missed events.
    init(code: Int?) {
        switch code {
        case 4006, 4007, 4009: self = .renew
        case 4004:
            self = .park(
                AccountCondition(
                    .tokenRefused, "Discord refused the token (Gateway close code 4004)."))
        default: self = Self.refusal(code).map { .park($0) } ?? .resume
        }
    }

    private static func refusal(_ code: Int?) -> AccountCondition? {
        let reason: String
        switch code {
        case 4010, 4011: reason = "Discord asks for sharding (Gateway close code \(code ?? 0))."
        case 4012: reason = "Discord no longer speaks this Gateway version (close code 4012)."
        case 4013: reason = "Discord does not know these intents (Gateway close code 4013)."
        case 4014:
            reason =
                "Discord does not grant the bot the message content intent (Gateway close code 4014)."
        default: return nil
        }
        return AccountCondition(.gatewayRefused, reason)
    }
}
