/// A wish to ban or to allow a term, as the store keeps it.
public struct Suggestion: Hashable, Sendable, Codable {
    public let id: SuggestionID
    /// Who asks, or whose prompt the image bot refused.
    public let tenant: TenantID
    /// The key that it was sent with; nil when nobody sent it.
    public let key: KeyID?
    public let source: SuggestionSource
    public let kind: SuggestionKind
    /// The words to ban or to allow; nil when the image bot named none.
    public let term: String?
    /// A prompt that shows what is meant. Of the image bot's refusals it is the refused
    /// prompt, as the tenant's `prompts` mode allows it to be kept.
    public let example: String?
    /// Why, in the words of whoever asks; the image bot's own words of its refusals.
    public let reason: String?
    /// All words that the image bot named; empty for tenants' suggestions.
    public let words: [String]
    /// The task that the image bot refused first.
    public let task: TaskID?
    public private(set) var status: SuggestionStatus
    /// How often it was made while it was open.
    public private(set) var count: Int
    /// What became of it; nil while it is open.
    public private(set) var decision: SuggestionDecision?
    /// Counts changes; a store refuses a change that is not based on the last one.
    public private(set) var version: Int
    public let createdAt: Timestamp
    public private(set) var updatedAt: Timestamp

    /// A new suggestion, open.
    public init(
        id: SuggestionID, tenant: TenantID, key: KeyID? = nil, source: SuggestionSource,
        kind: SuggestionKind, term: String?, example: String? = nil, reason: String? = nil,
        words: [String] = [], task: TaskID? = nil, at: Timestamp
    ) {
        self.id = id
        self.tenant = tenant
        self.key = key
        self.source = source
        self.kind = kind
        self.term = term
        self.example = example
        self.reason = reason
        self.words = words
        self.task = task
        status = .open
        count = 1
        version = 0
        createdAt = at
        updatedAt = at
    }

    /// The same for suggestions that ask for the same: of one tenant, only one of them is
    /// open. Letter case does not count in a term.
    public var likeness: String {
        "\(source.rawValue) \(kind.rawValue) "
            + (term.map { "term \($0.lowercased())" } ?? "example \(example ?? "")")
    }

    /// What rules are asked about: the example, unless only its hash was kept; or else the
    /// term by itself.
    public var judgedExample: String? {
        guard let example, !example.hasPrefix("sha256:") else { return term }
        return example
    }

    /// This suggestion, made once more.
    public func repeated(at now: Timestamp) -> Suggestion {
        var next = self
        next.count += 1
        next.version += 1
        next.updatedAt = now
        return next
    }

    /// This suggestion with its end; nil when it has one already.
    public func decided(_ decision: SuggestionDecision) -> Suggestion? {
        guard status == .open else { return nil }
        var next = self
        next.status = decision.isAcceptance ? .accepted : .declined
        next.decision = decision
        next.version += 1
        next.updatedAt = decision.at
        return next
    }
}

/// Names one suggestion.
public typealias SuggestionID = Identifier<Suggestion>
