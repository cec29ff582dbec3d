import GateCore
import GateRules

/// Where the files of one generated revision stand.
struct RuleFilePlace {
    /// The directory.
    let path: String

    /// The word list.
    var list: String { "\(path)/words.txt" }
    /// The directory of the pack.
    var packs: String { "\(path)/rules" }

    /// Reads, parses and compiles, as the gateway does when it starts or reloads.
    /// - Throws: every fault of the files.
    func load() throws -> any RuleSet {
        try RuleBook.load(RuleLocations(bannedWords: "\(path)/banned_words.txt", rules: packs))
    }
}
