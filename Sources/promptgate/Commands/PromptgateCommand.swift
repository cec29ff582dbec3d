import ArgumentParser

/// The root of all commands.
struct PromptgateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promptgate",
        abstract: "A moderation gateway in front of an image bot on Discord.",
        discussion: """
            EXAMPLES
              promptgate demo                      see it work; nothing to configure
              promptgate check "a BLOOD moon"      judge one text
              promptgate serve --port 8062         run the gateway

            Exit codes: 0 ok, 1 failure, 2 usage, 3 blocked.
            """,
        version: Version.current,
        subcommands: [
            ServeCommand.self, DemoCommand.self, CheckCommand.self, RulesCommand.self,
            TenantCommand.self, AuditCommand.self,
            FakeDiscordCommand.self,
        ])
}
