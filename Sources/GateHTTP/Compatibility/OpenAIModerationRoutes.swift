import GateCore
import Hummingbird

/// `POST /v1/moderations`: OpenAI's moderation call, for clients that only change their
/// base address and key.
///
/// Source: openai-openapi of 2026-08-21, CreateModerationRequest and -Response.
struct OpenAIModerationRoutes {
    static let path = "/v1/moderations"
    private static let defaultModel = "omni-moderation-latest"

    private let judge: Judge
    private let random: any RandomSource
    private let bodies = RoomyBody()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        judge = Judge(parts)
        random = parts.random
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, Self.path, .guest(.apiKeyHeader), .openAIModeration, use: moderate)
    }

    @Sendable private func moderate(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let tenant = try context.caller.tenant
        let asked = try await bodies.read(request, for: tenant.id) { fields in
            var fields = fields
            let asked = Self.read(&fields)
            try fields.finishAllowingOthers()
            return asked
        }
        let caller = try context.caller(for: asked.user)
        let judged = try await judge.judge(asked.input.texts, for: caller)
        return JSONResponse([
            "id": .text("modr-" + random.token(24)),
            "model": .text(asked.model ?? Self.defaultModel),
            "results": .list(judged.map { Self.result($0, tenant.explain) }),
        ])
    }

    static func read(
        _ fields: inout FieldReader
    ) -> (input: OpenAIInput, model: String?, user: String?) {
        let input = OpenAIInput(&fields)
        let model = fields.string("model", .label)
        let user = fields.string("user", .endUser)
        return (input, model, user)
    }

    private static func result(_ judged: JudgedText, _ explain: ExplainMode) -> OrderedJSON {
        let scores = OpenAICategory.names.map { name in
            (name, judged.score { $0.openAI.contains(name) })
        }
        return [
            "flagged": .flag(judged.judgement.action != .allow),
            "categories": .members(scores.map { ($0, .flag($1 != nil)) }),
            "category_scores": .members(scores.map { ($0, .value(.double($1 ?? 0))) }),
            "category_applied_input_types": .members(scores.map { name, _ in (name, ["text"]) }),
            "promptgate": judged.json(explain),
        ]
    }
}
