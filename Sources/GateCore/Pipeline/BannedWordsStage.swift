/// Judges the text by the exchange's rule revision.
public struct BannedWordsStage: Stage {
    public static let kind = StageKind.bannedWords

    public init() {}

    /// The rules keep their own budget of time.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { true }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard !exchange.text.isEmpty else { return .pass }
        let found = exchange.rules.judge(exchange.text, tenant: exchange.caller.tenant.id)
        if found.action < .block, let rule = found.undecided.first {
            return .deny(
                Reason(
                    .couldNotJudge, "Rule \(rule) could not be decided within its limits.",
                    matches: found.matches))
        }
        switch found.action {
        case .allow: return .pass
        case .flag, .redact:
            return .flag(Reason(.bannedPrompt, "Flagged.", matches: found.matches))
        case .review:
            return .hold(
                Reason(.heldForReview, sentence(for: found.matches), matches: found.matches))
        case .block:
            return .deny(
                Reason(.bannedPrompt, sentence(for: found.matches), matches: found.matches))
        }
    }

    private func sentence(for matches: [RuleMatch]) -> String {
        if let message = matches.lazy.compactMap(\.message).first { return message }
        var rules: [String] = []
        for match in matches where !rules.contains(match.rule) { rules.append(match.rule) }
        return "The prompt matches \(rules.joined(separator: ", "))."
    }
}
