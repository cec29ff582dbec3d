/// Which evasions are undone before a rule is matched. Letter case is always ignored.
public enum FoldingLevel: String, Sendable, Codable, CaseIterable {
    /// None: the text is matched as it was sent.
    case off
    /// All that can be undone without costing ordinary text a false hit.
    case standard
    /// Also those whose evidence is weak; ordinary text may be hit.
    case strict
}
