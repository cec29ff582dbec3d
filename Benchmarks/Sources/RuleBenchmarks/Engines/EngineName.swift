/// What the engines are called in the report.
enum EngineName {
    /// One pattern a rule: the yardstick.
    static let loop = "PCRE2, a pattern per rule"
    static let alternation = "PCRE2, alternations"
    /// Ours, judging the text as it was sent.
    static let off = "promptgate, folding off, mixed"

    /// Ours, with all that standard folding undoes.
    static func standard(_ script: Script) -> String { "promptgate, standard, \(script.rawValue)" }
}
