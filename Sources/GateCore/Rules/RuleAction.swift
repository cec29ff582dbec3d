/// What a rule asks for; the strongest of all matches wins.
public enum RuleAction: String, Sendable, Codable, Comparable, CaseIterable {
    case allow, flag, redact, review, block

    private var strength: Int {
        switch self {
        case .allow: 0
        case .flag: 1
        case .redact: 2
        case .review: 3
        case .block: 4
        }
    }

    public static func < (left: RuleAction, right: RuleAction) -> Bool {
        left.strength < right.strength
    }
}
