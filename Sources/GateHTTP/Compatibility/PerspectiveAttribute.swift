import GateCore

/// The attributes of Perspective that follow from rules.
///
/// Source: Perspective's reference, "Attributes and languages", 2026.
enum PerspectiveAttribute: String, CaseIterable {
    case toxicity = "TOXICITY"
    case severeToxicity = "SEVERE_TOXICITY"
    case identityAttack = "IDENTITY_ATTACK"
    case insult = "INSULT"
    case profanity = "PROFANITY"
    case threat = "THREAT"
    case sexuallyExplicit = "SEXUALLY_EXPLICIT"
    case flirtation = "FLIRTATION"
    case obscene = "OBSCENE"
    case inflammatory = "INFLAMMATORY"
    case likelyToReject = "LIKELY_TO_REJECT"

    /// The attribute of that name, experimental ones by the name of what they try.
    init?(name: String) {
        let suffix = "_EXPERIMENTAL"
        self.init(rawValue: name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name)
    }

    /// Whether a match says something of this attribute.
    func isMeant(by match: RuleMatch) -> Bool {
        switch self {
        case .toxicity, .likelyToReject: true
        case .severeToxicity: match.severity == .high || match.severity == .critical
        case .identityAttack: match.names(["hate", "hate/threatening"])
        case .insult: match.names(["harassment", "harassment/threatening"])
        case .profanity: match.category == "profanity" || match.category == "banned-word"
        case .threat:
            match.names([
                "hate/threatening", "harassment/threatening", "violence", "violence/graphic",
                "illicit/violent",
            ])
        case .sexuallyExplicit: match.names(["sexual", "sexual/minors"])
        case .flirtation: match.category == "suggestive"
        case .obscene:
            match.category == "profanity" || match.names(["sexual", "sexual/minors"])
        case .inflammatory:
            match.names(["hate", "hate/threatening", "harassment", "harassment/threatening"])
        }
    }
}

extension RuleMatch {
    /// Whether the match stands for one of these of OpenAI's categories.
    fileprivate func names(_ categories: Set<String>) -> Bool {
        !categories.isDisjoint(with: openAI)
    }
}
