import GateCore

/// Asks a service over HTTP for its verdict on the prompt.
///
/// The service is told the text, the tenant's id, the kind of call and the tenant's own user,
/// as far as the format has places for them and the settings let them out. It cannot change
/// the prompt, and hears nothing of how the exchange ends.
public struct ExternalStage: Stage, ObservableStage {
    public static let kind: StageKind = "external"

    private let settings: ExternalSettings
    private let service: ExternalService

    /// - Parameters:
    ///   - settings: which service, and what its verdict means.
    ///   - parts: what it works with.
    public init(_ settings: ExternalSettings, _ parts: ExternalParts) {
        self.settings = settings
        service = ExternalService(settings.service, parts)
    }

    /// How its service stands now.
    public var snapshot: ExternalStanding { service.standing }

    public var standing: JSONValue { snapshot.json }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard !exchange.text.isEmpty else { return .pass }
        let question = Question(
            text: exchange.text, tenant: exchange.caller.tenant.id, kind: exchange.kind,
            endUser: exchange.caller.endUser, side: .request)
        let finding = try await service.ask(question)
        guard finding.isHit else { return .pass }
        return verdict(on: finding, of: question)
    }

    private func verdict(on finding: Finding, of question: Question) -> Verdict {
        let said = action(for: finding)
        let matches = finding.matches(
            in: question, action: said, isForced: settings.action != nil)
        switch said {
        // What our own service would redact is marked here, as the rules' redactions are.
        case .allow: return .pass
        case .flag, .redact: return .flag(Reason(.bannedPrompt, "Flagged.", matches: matches))
        case .review:
            return .hold(Reason(.heldForReview, sentence(for: matches), matches: matches))
        case .block:
            return .deny(Reason(.bannedPrompt, sentence(for: matches), matches: matches))
        }
    }

    /// The operator's word counts before the service's. Only our own format has words that
    /// mean the same here: LiteLLM's interventions change texts, and prompts are not changed
    /// by stages.
    private func action(for finding: Finding) -> RuleAction {
        if let action = settings.action { return action.asRule }
        guard settings.service.format == .promptgate else { return .block }
        return finding.action ?? .block
    }

    private func sentence(for matches: [RuleMatch]) -> String {
        var names: [String] = []
        for match in matches where !names.contains(match.category) && names.count < 5 {
            names.append(match.category)
        }
        let found = names.filter { $0 != Finding.namelessCategory }
        return found.isEmpty
            ? "An external check refuses the prompt."
            : "An external check found \(found.joined(separator: ", ")) in the prompt."
    }
}
