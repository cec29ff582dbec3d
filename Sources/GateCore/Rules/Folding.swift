/// What had to be undone before a rule matched; `exact` when nothing had.
public enum Folding: String, Sendable, Codable, CaseIterable {
    case exact, `case`, width, diacritic, confusable, leet, spaced, repeated, invisible
}
