import ArgumentParser
import GateCore
import GateRules

/// Runs the tests that rules bring along.
struct RulesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that the rules bring along.",
        discussion: """
            Exit code 0 when all pass, 1 when one fails or a file is wrong.

            EXAMPLE
              promptgate rules test --rules rules
            """)

    @OptionGroup var files: RuleFileOptions

    func run() async throws {
        let inspection = try await files.inspection()
        for fault in inspection.faults { print(fault.description) }
        guard let rules = inspection.rules else { throw ExitCode(1) }
        print(
            "\(rules.ruleCount) rules, \(inspection.testCount) tests, "
                + "\(inspection.faults.count) failed")
        if !inspection.faults.isEmpty { throw ExitCode(1) }
    }
}
