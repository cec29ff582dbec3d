/// Where in the rule files something stands.
struct RulePlace: Sendable, Hashable {
    /// The file, as the configuration names it.
    var file: String
    /// Counted from 1; 0 when the file as a whole is meant.
    var line = 0
    /// In code points, counted from 1; 0 when the line as a whole is meant.
    var column = 0
}
