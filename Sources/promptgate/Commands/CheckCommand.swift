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
            Exit code 0 when everything passes, 3 when something is blocked.

            EXAMPLES
              promptgate check "a BLOOD moon"
              promptgate check --json < prompts.txt
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
        let ruleSet = try RuleBook.load(settings.ruleLocations)
        let printer = VerdictPrinter(json: json)
        var blocked = false
        func judge(_ text: String) throws {
            let judgement = ruleSet.judge(text, tenant: tenant.map { TenantID($0) })
            try printer.show(judgement, of: text)
            blocked = blocked || judgement.action >= .review || !judgement.undecided.isEmpty
        }
        if let text {
            try judge(text)
        } else {
            while let line = readLine() { try judge(line) }
        }
        if blocked { throw ExitCode(3) }
    }
}
