import ArgumentParser
import GateCore
import GateRules

extension RuleFileOptions {
    /// The rule files that the options and settings name.
    func inspection() async throws -> RuleInspection {
        RuleInspection(
            try await SettingsReader(arguments: arguments).settings().ruleLocations,
            stages: StageCatalog.checking)
    }

    /// The same, for commands that need rules without faults; tells faults and ends else.
    func soundInspection() async throws -> RuleInspection {
        let inspection = try await inspection()
        guard inspection.faults.isEmpty else { throw RuleFaults(inspection.faults) }
        return inspection
    }
}
