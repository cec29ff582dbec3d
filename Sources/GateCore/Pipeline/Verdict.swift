/// What one stage says of one exchange.
public enum Verdict: Hashable, Sendable {
    /// Goes on.
    case pass
    /// Goes on, with something for the record.
    case flag(Reason)
    /// Waits for a human.
    case hold(Reason)
    /// Not now: try again after the duration.
    case wait(Duration, Reason)
    /// No.
    case deny(Reason)

    /// The word for records: `pass`, `flag`, `hold`, `wait` or `deny`.
    public var name: String {
        switch self {
        case .pass: "pass"
        case .flag: "flag"
        case .hold: "hold"
        case .wait: "wait"
        case .deny: "deny"
        }
    }

    /// Why, for all but `pass`.
    public var reason: Reason? {
        switch self {
        case .pass: nil
        case .flag(let reason), .hold(let reason), .wait(_, let reason), .deny(let reason): reason
        }
    }

    /// Whether the exchange goes on to the next stage.
    public var goesOn: Bool {
        switch self {
        case .pass, .flag: true
        case .hold, .wait, .deny: false
        }
    }
}
