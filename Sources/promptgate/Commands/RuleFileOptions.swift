import ArgumentParser

/// Where the rules stand, for every command that judges.
struct RuleFileOptions: ParsableArguments {
    @Option(help: "The directory of rule packs (PROMPTGATE_RULES_DIR; default rules).")
    var rules: String?

    @Option(help: "The banned words (PROMPTGATE_BANNED_WORDS; default banned_words.txt).")
    var bannedWords: String?

    /// What was given, by configuration key.
    var arguments: [String: String] {
        var arguments: [String: String] = [:]
        arguments["promptgate.rules_dir"] = rules
        arguments["promptgate.banned_words"] = bannedWords
        return arguments
    }
}
