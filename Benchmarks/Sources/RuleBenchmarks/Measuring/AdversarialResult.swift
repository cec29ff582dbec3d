/// How long one text of 6,000 bytes takes that was made to be slow.
struct AdversarialResult: Codable {
    let text: String
    let rules: Int
    let folding: String
    /// The median of all runs.
    let microseconds: Double
    let matches: Int
    /// Whether the engine gave up on some rule.
    let isUndecided: Bool
}
