/// A word list: a file whose every entry is a rule of its own, all with the same traits.
struct RuleList: Sendable, Hashable {
    /// With which the id of each of its rules begins: `midjourney-banned` in
    /// `midjourney-banned.blood`.
    let id: String
    let traits: RuleTraits
    /// The list's file, as the configuration names it.
    let file: String
    /// Its entries, in the order of the file.
    var entries = ListEntries(of: [])
    /// A match of any entry inside one of these does not count.
    var unless: [Term] = []
}
