/// What one pack says. The words of `banned_words.txt`, where no pack names that file, are
/// a layer of their own.
struct RuleLayer: Sendable, Hashable {
    /// The pack's name, for the provenance of a match.
    var name = ""
    var rules: [Rule] = []
    var lists: [RuleList] = []
}
