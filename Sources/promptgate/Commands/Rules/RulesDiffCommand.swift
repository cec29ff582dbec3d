import ArgumentParser
import Foundation
import GateCore
import GateRules

/// Compares two sets of rule files.
struct RulesDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two directories of rules, rule by rule and stage by stage.",
        discussion: """
            A directory is one of packs, with a banned_words.txt in it or beside it if it has \
            one. The revisions of a running gateway are compared by \
            GET /v1/admin/rules/diff?from=…&to=….

            EXAMPLE
              promptgate rules diff rules ../rules-of-yesterday
            """)

    @Argument(help: "The directory of the old rules.")
    var old: String

    @Argument(help: "The directory of the new rules.")
    var new: String

    func run() async throws {
        let diff = try RuleInspection.diff(from: try places(old), to: try places(new))
        print("--- \(old) (\(diff.from))\n+++ \(new) (\(diff.to))")
        for rule in diff.removed { print("- \(rule)") }
        for rule in diff.added { print("+ \(rule)") }
        for change in diff.changed {
            print("~ \(change.rule): \(change.fields.joined(separator: ", "))")
        }
        show(diff.stages)
        print(
            "\(diff.removed.count) removed, \(diff.added.count) added, "
                + "\(diff.changed.count) changed")
    }

    private func show(_ stages: StageDiff) {
        for stage in stages.removed { print("- stage \(stage)") }
        for stage in stages.added { print("+ stage \(stage)") }
        for change in stages.changed {
            print("~ stage \(change.stage): \(change.fields.joined(separator: ", "))")
        }
        for list in stages.reordered { print("~ the order of \(list)") }
    }

    private func places(_ directory: String) throws -> RuleLocations {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory),
            isDirectory.boolValue
        else { throw ValidationError("\(directory) is no directory.") }
        let inside = "\(directory)/banned_words.txt"
        let words =
            FileManager.default.fileExists(atPath: inside)
            ? inside : "\(directory)/../banned_words.txt"
        return RuleLocations(bannedWords: words, rules: directory)
    }
}
