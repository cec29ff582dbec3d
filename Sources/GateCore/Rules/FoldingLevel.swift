/// Which evasions are undone before a rule is matched. Letter case is always ignored.
public enum FoldingLevel: String, Sendable, Codable, CaseIterable, Comparable {
    /// None: the text is matched as it was sent.
    case off
    /// All that can be undone without costing ordinary text a false hit.
    case standard
    /// Also those whose evidence is weak; ordinary text may be hit.
    case strict

    private var depth: Int {
        switch self {
        case .off: 0
        case .standard: 1
        case .strict: 2
        }
    }

    public static func < (left: FoldingLevel, right: FoldingLevel) -> Bool {
        left.depth < right.depth
    }
}
