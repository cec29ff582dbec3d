extension AuditRecord {
    /// The record of an exchange that ended with `outcome`.
    ///
    /// - Parameters:
    ///   - exchange: what was judged.
    ///   - judgement: what the stages said.
    ///   - outcome: what came of it.
    ///   - task: the task it became, or waits to become.
    ///   - problem: what the caller is answered with; nil when let through.
    ///   - digest: the keyed digest of a text, in hexadecimal, for tenants whose prompts are
    ///     hashed.
    public init(
        _ exchange: Exchange, _ judgement: Judgement, outcome: Outcome, task: TaskID? = nil,
        problem: Problem? = nil, digest: (String) -> String
    ) {
        let mode = exchange.caller.tenant.prompts
        self.init(
            id: exchange.id, at: exchange.receivedAt, tenant: exchange.caller.tenant.id,
            key: exchange.caller.key, endUser: exchange.caller.endUser, surface: exchange.surface,
            kind: exchange.kind, task: task,
            outcome: outcome, action: judgement.matches.map(\.action).max() ?? .allow,
            code: problem?.code, endedBy: judgement.endedBy, stages: judgement.runs,
            matches: mode == .whole ? judgement.matches : judgement.matches.map(\.withoutText),
            revision: judgement.revision,
            prompt: mode.kept(exchange.text, judgement.matches, digest))
    }
}

extension RuleMatch {
    /// The match with the tenant's own words left out; the rule's term stays.
    fileprivate var withoutText: RuleMatch {
        var match = self
        match.text = ""
        return match
    }
}

extension PromptMode {
    fileprivate func kept(
        _ text: String, _ matches: [RuleMatch], _ digest: (String) -> String
    ) -> String {
        switch self {
        case .whole: text
        case .hashed: "sha256:" + digest(text)
        case .redacted: masked(text, matches)
        }
    }

    private func masked(_ text: String, _ matches: [RuleMatch]) -> String {
        var scalars = Array(text.unicodeScalars)
        for match in matches {
            // Clamped: a wrong span of one rule set must not end the process.
            let span = match.span[0]..<max(match.span[0], match.span[1])
            for place in span.clamped(to: scalars.indices) { scalars[place] = "█" }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
