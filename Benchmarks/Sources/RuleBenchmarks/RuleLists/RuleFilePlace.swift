import GateCore
import GateRules

/// Where the files of one generated revision stand.
struct RuleFilePlace {
    /// Without an ending.
    let path: String

    /// Reads, parses and compiles, as the gateway does when it starts or reloads.
    /// - Throws: every fault of the files.
    func load() throws -> any RuleSet {
        try RuleBook.load(bannedWords: path + ".txt")
    }
}
