/// What one rule file has more after an edit.
public struct RuleFileChange: Hashable, Sendable {
    /// The file, as the configuration names it.
    public let file: String
    /// The line that the added text begins in, counted from 1.
    public let line: Int
    /// The text.
    public let added: String
    /// Whether the file is made by the edit.
    public let isNew: Bool

    /// Describes one change; see the properties.
    public init(file: String, line: Int, added: String, isNew: Bool) {
        self.file = file
        self.line = line
        self.added = added
        self.isNew = isNew
    }
}
