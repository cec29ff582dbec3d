/// How bad a match is, for reports and scores. It decides nothing by itself.
public enum RuleSeverity: String, Sendable, Codable, CaseIterable {
    case low, medium, high, critical
}
