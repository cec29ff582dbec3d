import ArgumentParser
import Foundation
import GateCore
import GateRules

/// Judges texts without a server.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judge a text, or each line of standard input.",
        discussion: """
            Lines are judged on all cores and answered in their order. A line of more than \
            65,536 bytes is refused; bytes that are no UTF-8 are read as U+FFFD.

            Exit code 0 when everything passes, 3 when something is blocked or held.

            EXAMPLES
              promptgate check "a BLOOD moon"
              promptgate check --json < prompts.txt
              promptgate check --tenant acme --rules rules "a nude statue"
            """)

    @Argument(help: "The text; without it, every line of standard input is one.")
    var text: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Judge as this tenant's overlay says.")
    var tenant: String?

    @OptionGroup var files: RuleFileOptions

    func run() async throws {
        let settings = try await SettingsReader(arguments: files.arguments).settings()
        let rules = try RuleBook.load(settings.ruleLocations, stages: StageCatalog.checking)
        let judge = LineJudge(
            rules: rules, tenant: tenant.map { TenantID($0) }, isJSON: json,
            style: TerminalStyle.standardOutput)
        // A reader that goes away (`| head`) ends the work, and is no failure.
        signal(SIGPIPE, SIG_DFL)
        let isBlocked: Bool
        if let text {
            let answer = judge.answer(Array(text.utf8))
            OutputWriter.write(answer.bytes)
            isBlocked = answer.isBlocked
        } else {
            isBlocked = try await LineStream(judge: judge).run()
        }
        if isBlocked { throw ExitCode(3) }
    }
}
