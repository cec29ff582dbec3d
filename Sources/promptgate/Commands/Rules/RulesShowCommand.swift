import ArgumentParser
import Foundation
import GateCore
import GateRules

/// Shows the rules as they judge.
struct RulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the rules as they judge everybody, or one tenant.",
        discussion: """
            EXAMPLES
              promptgate rules show midjourney-banned.blood
              promptgate rules show --tenant acme --json
            """)

    @Argument(help: "A rule's id, or the id of a list; without it, all rules.")
    var rule: String?

    @Option(help: "As this tenant's overlay changes them.")
    var tenant: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @OptionGroup var files: RuleFileOptions

    func run() async throws {
        let inspection = try await files.soundInspection()
        let all = inspection.effective(tenant: tenant.map { TenantID($0) })
        let shown = all.filter { item in
            rule.map { item.id == $0 || item.id.hasPrefix("\($0).") } ?? true
        }
        if let rule, shown.isEmpty { throw RulesFailure("There is no rule \"\(rule)\".") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for item in shown {
            print(json ? String(decoding: try encoder.encode(item), as: UTF8.self) : words(item))
        }
    }

    private func words(_ item: EffectiveRule) -> String {
        var lines = [
            "\(item.id)  \(item.action) \(item.severity) (\(item.category)), \(item.mode), "
                + "folding \(item.folding), zones \(item.zones.joined(separator: ", "))",
            "  from \(item.layers.joined(separator: " and ")), \(item.place)",
        ]
        for (term, pattern) in zip(item.terms, item.patterns) {
            lines.append("  \(term)")
            if rule != nil { lines.append("    /\(pattern)/") }
        }
        if !item.unless.isEmpty { lines.append("  unless \(item.unless.joined(separator: "; "))") }
        if let message = item.message { lines.append("  says: \(message)") }
        return lines.joined(separator: "\n")
    }
}
