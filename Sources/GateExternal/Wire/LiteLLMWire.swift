import GateCore

/// LiteLLM's generic guardrail call.
///
/// Source: LiteLLM's documentation of 2026-05-02, "Generic Guardrail API".
struct LiteLLMWire: ServiceWire {
    /// The members that an answer may have.
    private static let members: Set<String> = [
        "action", "blocked_reason", "texts", "images", "tools", "tool_calls",
        "structured_messages",
    ]

    func body(_ question: Question, _ settings: ServiceSettings) -> JSONValue {
        var details = question.details(
            settings.details, tenant: "user_api_key_team_id", kind: "kind",
            user: "user_api_key_end_user_id")
        let kind = details.removeValue(forKey: "kind")
        var body: [String: JSONValue] = [
            "texts": [.string(question.text)], "request_data": .object(details),
            "input_type": .string(question.side.rawValue),
            "additional_provider_specific_params": .object(kind.map { ["kind": $0] } ?? [:]),
        ]
        body["model"] = settings.model.map { .string($0) }
        return .object(body)
    }

    func finding(
        in answer: JSONValue, of question: Question, _ settings: ServiceSettings
    ) throws(AnswerFault) -> Finding {
        guard let members = answer.object else { throw AnswerFault("the answer is no object") }
        switch members["action"] {
        case "NONE": return .clear
        case "BLOCKED": return Finding(isHit: true, action: .block)
        case "GUARDRAIL_INTERVENED":
            return Finding(
                isHit: true, action: .redact, replacement: try replacement(members["texts"]))
        case nil, .null?:
            // No action is "NONE" in this format. Anything may lack one, though, such as an
            // error: so what else is there must be of this format.
            guard Self.members.isSuperset(of: members.keys) else {
                throw AnswerFault("the answer has no action, and is of another format")
            }
            return .clear
        default: throw AnswerFault("the answer has an unknown action")
        }
    }

    private func replacement(_ texts: JSONValue?) throws(AnswerFault) -> String? {
        guard let texts, texts != .null else { return nil }
        guard let texts = texts.array, texts.count == 1, let text = texts[0].string else {
            throw AnswerFault("the answer has not one text for the one that was sent")
        }
        return text
    }
}
