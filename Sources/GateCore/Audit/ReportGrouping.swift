/// What banned prompts are counted by.
public enum ReportGrouping: String, Sendable, Codable, CaseIterable {
    case rule, tenant, term, day
}
