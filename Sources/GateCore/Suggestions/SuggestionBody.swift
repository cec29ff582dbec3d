/// What a tenant reads of a suggestion: in answers, and in the webhook that tells its end.
public enum SuggestionBody {
    /// The members, in the order that answers show them.
    public static func members(of suggestion: Suggestion) -> [(name: String, value: JSONValue)] {
        let decision = suggestion.decision
        return [
            ("id", .string(suggestion.id.rawValue)), ("kind", .string(suggestion.kind.rawValue)),
            ("term", text(suggestion.term)), ("status", .string(suggestion.status.rawValue)),
            ("source", .string(suggestion.source.rawValue)),
            ("example", text(suggestion.example)), ("reason", text(suggestion.reason)),
            ("count", .int(Int64(suggestion.count))),
            ("decline_reason", text(decision?.reason)),
            ("scope", text(decision?.outcome?.scope.rawValue)),
            ("effective", decision?.outcome.map { .bool($0.isEffective) } ?? .null),
            ("decided_at", text(decision?.at.iso8601)),
            ("created_at", .string(suggestion.createdAt.iso8601)),
            ("updated_at", .string(suggestion.updatedAt.iso8601)),
        ]
    }

    /// The body of the webhook: the fields of `midjourney-api`'s callback, as far as there
    /// is something to say, with `suggestion` beside them.
    public static func notice(of suggestion: Suggestion) -> JSONValue {
        [
            "type": .string(NoticeType.text.rawValue), "id": 0, "message_id": .null,
            "content": .string(sentence(suggestion)), "attachments": [], "embeds": [],
            "trigger_id": .null, "task_id": .null, "actions": [],
            "status": .string(suggestion.status.rawValue),
            "tenant": .string(suggestion.tenant.rawValue),
            "reason": text(suggestion.decision?.reason),
            "suggestion": .object(
                Dictionary(
                    members(of: suggestion).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })),
        ]
    }

    private static func sentence(_ suggestion: Suggestion) -> String {
        let wish = "Your suggestion to \(suggestion.kind.rawValue) \"\(suggestion.term ?? "")\""
        let end = "\(wish) was \(suggestion.status.rawValue)"
        return suggestion.decision?.reason.map { "\(end): \($0)" } ?? "\(end)."
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
