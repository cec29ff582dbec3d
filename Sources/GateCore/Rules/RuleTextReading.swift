/// A text as rules read it: with some evasions undone.
public struct RuleTextReading: Hashable, Sendable {
    /// The part of the prompt that it is about: `text`, `negative`, `url`, `parameters`.
    public let zone: String
    /// What was undone; empty for the text as it was sent.
    public let undone: [String]
    /// Whether weak evidence was enough, as for rules with `folding: strict`.
    public let isStrict: Bool
    public let text: String

    /// Describes one reading; see the properties.
    public init(zone: String, undone: [String], isStrict: Bool, text: String) {
        self.zone = zone
        self.undone = undone
        self.isStrict = isStrict
        self.text = text
    }
}
