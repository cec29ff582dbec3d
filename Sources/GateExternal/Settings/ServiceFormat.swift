/// The shape in which a service is asked and answers.
public enum ServiceFormat: String, Sendable, CaseIterable {
    /// promptgate's own verdict, as `POST /v1/moderate` gives it.
    case promptgate
    /// OpenAI's moderation call.
    case openai
    /// LiteLLM's generic guardrail call.
    case litellm
    /// llm-guard's API server.
    case llmGuard = "llm-guard"

    /// What is asked for where the address has no path.
    var path: String {
        switch self {
        case .promptgate: "/v1/moderate"
        case .openai: "/v1/moderations"
        case .litellm: "/beta/litellm_basic_guardrail_api"
        case .llmGuard: "/analyze/prompt"
        }
    }

    /// Whether its answers have scores.
    var hasScores: Bool { self == .openai || self == .llmGuard }

    /// Whether its questions name a model.
    var hasModel: Bool { self == .openai || self == .litellm }

    /// Whether its questions say who asks.
    var namesCaller: Bool { self == .promptgate || self == .litellm }
}
