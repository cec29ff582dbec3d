import CPeers
import GateCore
@_spi(Measurement) import GateRules

/// Compares an engine's answers (rule and span) with those of a loop over the very patterns
/// that its rules stand for.
final class ExactnessCheck {
    private struct Match: Hashable {
        let rule: String
        let start: Int
        let end: Int
    }

    /// The engine reports no more than so many matches of one text.
    private static let largestCount = 1_000

    private let rules: any RuleSet
    private let names: [String]
    private let reference: PatternLoop

    /// - Parameter rules: compiled without any folding, which PCRE2 does not undo.
    init(_ rules: any RuleSet) {
        self.rules = rules
        let patterns = patterns(of: rules)
        names = patterns.map(\.rule)
        reference = PatternLoop.each(of: patterns.map(\.pattern))
    }

    /// Compares over some texts.
    func check(_ texts: [Text], script: Script) -> Exactness {
        var result = Exactness(rules: rules.ruleCount, script: script)
        for text in texts { check(text, &result) }
        result.errors = reference.errors
        return result
    }

    private func check(_ text: Text, _ result: inout Exactness) {
        let judgement = rules.judge(text.string, tenant: nil)
        let ours = Set(
            judgement.matches.map { Match(rule: $0.rule, start: $0.span[0], end: $0.span[1]) })
        let theirs = expected(in: text)
        result.texts += 1
        result.matches += theirs.count
        if !judgement.undecided.isEmpty { result.undecided += 1 }
        let extra = ours.subtracting(theirs)
        result.extra += extra.count
        let missing = ours.count < Self.largestCount ? theirs.subtracting(ours) : []
        result.missing += missing.count
        if result.example == nil, let different = extra.first ?? missing.first {
            let kind = extra.isEmpty ? "missing" : "extra"
            let place = "[\(different.start), \(different.end))"
            result.example = "\(kind): \(different.rule) at \(place) of \(text.string.prefix(400))"
        }
    }

    private func expected(in text: Text) -> Set<Match> {
        let hits = reference.matches(in: text)
        if hits.isEmpty { return [] }
        // How many characters begin before each byte.
        var counts = [0]
        counts.reserveCapacity(text.bytes.count + 1)
        for byte in text.bytes { counts.append((counts.last ?? 0) + (byte & 0xC0 == 0x80 ? 0 : 1)) }
        return Set(
            hits.map { hit in
                Match(
                    rule: names[Int(hit.rule)], start: counts[Int(hit.start)],
                    end: counts[Int(hit.end)])
            })
    }
}
