import GateCore

/// One format: how a service is asked, and how its answer reads.
///
/// An answer of another shape is a fault, and never "nothing found".
protocol ServiceWire: Sendable {
    /// The body of the request.
    func body(_ question: Question, _ settings: ServiceSettings) -> JSONValue

    /// What `answer` says.
    func finding(
        in answer: JSONValue, of question: Question, _ settings: ServiceSettings
    ) throws(AnswerFault) -> Finding
}

extension ServiceFormat {
    /// The format's code.
    var wire: any ServiceWire {
        switch self {
        case .promptgate: PromptgateWire()
        case .openai: OpenAIWire()
        case .litellm: LiteLLMWire()
        case .llmGuard: LLMGuardWire()
        }
    }
}

extension JSONValue {
    /// Numbers by name; nil for anything else.
    var scores: [String: Double]? {
        guard let members = object else { return nil }
        var scores: [String: Double] = [:]
        for (name, value) in members {
            switch value {
            case .double(let score): scores[name] = score
            case .int(let score): scores[name] = Double(score)
            // OpenAI has categories that a model does not know.
            case .null: continue
            default: return nil
            }
        }
        return scores
    }
}
