import GateCore

/// Finds what is allowed in rule files and still probably not meant.
public struct RuleLinter {
    private let inspection: RuleInspection
    private var warnings: [RuleFault] = []

    /// - Parameter inspection: of files without faults.
    public init(_ inspection: RuleInspection) { self.inspection = inspection }

    /// One word or pattern of the rules, and where it stands.
    private struct Entry {
        let rule: String
        let term: Term
        let place: RulePlace
        let action: RuleAction
        let mode: RuleMode
    }

    /// All warnings, in the order of the files.
    public func lint() -> [RuleFault] {
        var linter = self
        let entries = inspection.layers.flatMap(Self.entries)
        linter.findDuplicates(entries)
        for entry in entries {
            switch entry.term.form {
            case .pattern(let pattern): linter.lintPattern(pattern, entry)
            case .phrase: linter.lintPhrase(entry)
            }
        }
        for overlay in inspection.overlays { linter.lintAllowances(overlay, entries) }
        return linter.warnings
    }

    private static func entries(of layer: RuleLayer) -> [Entry] {
        let rules = layer.rules.flatMap { rule in
            rule.terms.map {
                Entry(
                    rule: rule.id, term: $0, place: rule.place, action: rule.traits.action,
                    mode: rule.traits.mode)
            }
        }
        return rules
            + layer.lists.flatMap { list in
                list.entries.map {
                    Entry(
                        rule: "\(list.id).\($0.slug)", term: $0.term,
                        place: RulePlace(file: list.file, line: $0.line),
                        action: list.traits.action, mode: list.traits.mode)
                }
            }
    }

    // MARK: Duplicates

    private mutating func findDuplicates(_ entries: [Entry]) {
        var first: [String: Entry] = [:]
        for entry in entries {
            let written = entry.term.written
            let meaning =
                "\(entry.mode) " + (entry.term.isLinear ? written.lowercased() : "/\(written)")
            guard let other = first[meaning] else {
                first[meaning] = entry
                continue
            }
            warn(
                entry.place,
                "\"\(entry.term.written)\" of \(entry.rule) stands in \(other.rule) too "
                    + "(\(other.place.file):\(other.place.line)).",
                "Keep one of the two.")
        }
    }

    // MARK: Words

    private mutating func lintPhrase(_ entry: Entry) {
        let written = entry.term.written
        if written.contains(where: { "[]()|\\+?^".contains($0) }) {
            warn(
                entry.place, "\"\(written)\" holds signs that mean something only in patterns.",
                "Write it under \"pattern\", or between slashes in a word list.")
        }
        guard !written.contains("*"), let rules = inspection.compiled, entry.mode == .enforce
        else { return }
        let matches = rules.judge(written, tenant: nil).matches
        let own = matches.first { $0.rule == entry.rule }
        guard let own else {
            if inspection.zonesOf(entry.rule).contains("text") {
                warn(
                    entry.place, "\"\(written)\" of \(entry.rule) never matches by itself.",
                    "An exception covers it; remove one of the two.")
            }
            return
        }
        let other = matches.first {
            $0.rule != entry.rule && $0.action >= entry.action && $0.span == own.span
                && $0.term.lowercased() != written.lowercased() && $0.folding != .leet
        }
        guard let other else { return }
        warn(
            entry.place,
            "\"\(written)\" of \(entry.rule) is shadowed: \"\(other.term)\" of \(other.rule) "
                + "hits it with \(other.action.rawValue).",
            "Remove it, unless its category or message matters.")
    }

    // MARK: Patterns

    private mutating func lintPattern(_ pattern: String, _ entry: Entry) {
        let bare = pattern.replacing("\\b", with: "")
        if !bare.isEmpty, bare.allSatisfy({ $0.isLetter || $0.isNumber }) {
            warn(
                entry.place, "The pattern of \(entry.rule) is a word.",
                "Write \"\(bare)\" under \"words\": boundaries and exceptions are then minded.")
        } else if PatternLiterals(pattern).literals.isEmpty {
            warn(
                entry.place,
                "No letters are sure to be in a match of \(entry.rule), so every prompt is "
                    + "searched for it.",
                "Give the pattern a word that every match holds.")
        }
    }

    // MARK: Overlays

    private mutating func lintAllowances(_ overlay: TenantOverlay, _ entries: [Entry]) {
        guard let rules = inspection.compiled, !overlay.allow.isEmpty else { return }
        for entry in entries where entry.term.isLinear && !entry.term.written.contains("*") {
            let text = entry.term.written
            let before = rules.judge(text, tenant: nil).matches
            guard before.contains(where: { $0.rule == entry.rule }),
                !overlay.disabled.contains(entry.rule)
            else { continue }
            let after = rules.judge(text, tenant: overlay.tenant)
            guard !(after.matches + after.shadow).contains(where: { $0.rule == entry.rule }) else {
                continue
            }
            warn(
                RulePlace(file: overlay.file),
                "\"allow\" voids \"\(text)\" of \(entry.rule) for \(overlay.tenant.rawValue).",
                "Disable the rule if that is meant, or allow a longer phrase.")
        }
    }

    private mutating func warn(_ place: RulePlace, _ message: String, _ remedy: String) {
        warnings.append(
            RuleFault(
                file: place.file, line: place.line, column: place.column, message: message,
                remedy: remedy))
    }
}

extension RuleInspection {
    fileprivate func zonesOf(_ rule: String) -> [String] {
        for layer in layers {
            if let found = layer.rules.first(where: { $0.id == rule }) {
                return found.traits.zones.contains(.text) ? ["text"] : []
            }
        }
        return ["text"]
    }
}
