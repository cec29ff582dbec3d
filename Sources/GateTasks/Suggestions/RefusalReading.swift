import GateCore

/// Makes a suggestion of a task whose prompt the image bot refused though our rules let
/// it through. An admin decides on it like on a tenant's: what the bot refuses never
/// becomes a rule by itself.
public struct RefusalReading: Sendable {
    private static let longestExample = 4_000

    private let digest: @Sendable (String) -> String
    private let random: any RandomSource
    private let time: any Timekeeper

    /// - Parameters:
    ///   - digest: the keyed digest of a text, in hexadecimal, for tenants whose prompts are
    ///     hashed.
    ///   - random: makes the suggestions' ids.
    ///   - time: stamps them.
    public init(
        digest: @escaping @Sendable (String) -> String, random: any RandomSource,
        time: any Timekeeper
    ) {
        self.digest = digest
        self.random = random
        self.time = time
    }

    /// The suggestion; nil when nothing was refused, or no words.
    public func suggestion(of task: TaskRecord, tenant: Tenant) -> Suggestion? {
        guard task.status == .banned, let failure = task.failure, let prompt = task.job.prompt,
            !prompt.allSatisfy(\.isWhitespace)
        else { return nil }
        let words = RefusedWords(in: prompt).named(by: failure.reason)
        return Suggestion(
            id: SuggestionID(random), tenant: task.tenant, source: .midjourney, kind: .ban,
            term: words.first, example: kept(prompt, task.matches, tenant.prompts),
            reason: String(failure.reason.prefix(1_000)), words: words, task: task.id,
            at: time.wall())
    }

    private func kept(_ prompt: String, _ matches: [RuleMatch], _ mode: PromptMode) -> String {
        switch mode {
        case .whole: String(prompt.prefix(Self.longestExample))
        case .hashed: "sha256:" + digest(prompt)
        case .redacted: String(masked(prompt, matches).prefix(Self.longestExample))
        }
    }

    /// By the texts matched, not by their places: those count in the text as sent, which
    /// may have an address before the prompt.
    private func masked(_ prompt: String, _ matches: [RuleMatch]) -> String {
        matches.map(\.text).filter { !$0.isEmpty }.reduce(prompt) { text, match in
            text.replacing(match, with: String(repeating: "█", count: match.count))
        }
    }
}

extension SuggestionID {
    /// A name that no other suggestion has.
    init(_ random: any RandomSource) { self.init("sug_" + random.token(16)) }
}
