import GateCore

/// Covers what the rules refuse in text that the image bot wrote: a description of an
/// uploaded image comes back without anyone's prompt having been judged.
///
/// It covers the words (█, one for each code point) and lets the rest arrive. Echoed
/// prompts are left alone: they were judged when they were sent.
public struct BannedWordsResultStage: ResultStage {
    public static let kind = StageKind.bannedWords

    /// A stage with nothing to set.
    public init() {}

    public func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult {
        var covered = result
        covered.embeds = result.embeds.map { embed in
            guard case .object(var fields) = embed, let text = embed["description"]?.string
            else { return embed }
            fields["description"] = .string(cover(text, by: exchange.rules, exchange.task.tenant))
            return .object(fields)
        }
        return covered
    }

    private func cover(_ text: String, by revision: any RuleSet, _ tenant: TenantID) -> String {
        let found = revision.judge(text, tenant: tenant)
        let scalars = Array(text.unicodeScalars)
        // Undecided text may hold anything: cover it whole.
        guard found.undecided.isEmpty else { return text.isEmpty ? "" : covering(scalars.count) }
        var hidden = Array(repeating: false, count: scalars.count)
        for match in found.matches where match.action >= .redact && match.span.count == 2 {
            let span = match.span[0]..<max(match.span[0], match.span[1])
            for place in span.clamped(to: 0..<scalars.count) { hidden[place] = true }
        }
        return zip(scalars, hidden).reduce(into: "") { line, next in
            line.unicodeScalars.append(next.1 ? "█" : next.0)
        }
    }

    private func covering(_ count: Int) -> String { String(repeating: "█", count: count) }
}
