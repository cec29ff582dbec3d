/// Where the rules stand.
public struct RuleLocations: Sendable, Hashable {
    /// The path of `banned_words.txt`.
    public var bannedWords: String
    /// Whether the operator named that path: then the file must be there, and takes the
    /// place of the one that a pack names for the same list.
    public var isBannedWordsNamed: Bool
    /// The directory of the packs; nil for none. It need not exist.
    public var rules: String?

    /// Describes the places; see the properties.
    public init(
        bannedWords: String = "banned_words.txt", isBannedWordsNamed: Bool = false,
        rules: String? = "rules"
    ) {
        self.bannedWords = bannedWords
        self.isBannedWordsNamed = isBannedWordsNamed
        self.rules = rules
    }
}
