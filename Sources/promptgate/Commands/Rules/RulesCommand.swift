import ArgumentParser

/// Checks and explains rule files without a server.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check and explain the rule files, without a server.",
        discussion: """
            EXAMPLES
              promptgate rules lint --words /usr/share/dict/words
              promptgate rules test
              promptgate rules show --tenant acme
            """,
        subcommands: [
            RulesLintCommand.self, RulesTestCommand.self, RulesShowCommand.self,
            RulesDiffCommand.self, RulesEvalCommand.self,
        ])
}
