import GateCore
import Hummingbird

/// `POST /beta/litellm_basic_guardrail_api`: LiteLLM's generic guardrail call, for what is
/// sent to a model and for what it answers.
///
/// Source: LiteLLM's documentation of 2026-05-02, "Generic Guardrail API".
struct LiteLLMRoutes {
    static let path = "/beta/litellm_basic_guardrail_api"

    private let judge: Judge
    private let bodies = RoomyBody()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { judge = Judge(parts) }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, Self.path, .guest(.apiKeyHeader), .litellm, use: guardTexts)
    }

    @Sendable private func guardTexts(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let asked = try await bodies.read(request, for: try context.caller.tenant.id) { fields in
            var fields = fields
            let asked = Self.read(&fields)
            try fields.finishAllowingOthers()
            return asked
        }
        let caller = try context.caller(for: asked.user)
        return JSONResponse(Self.answer(try await judge.judge(asked.texts, for: caller)))
    }

    static func read(_ fields: inout FieldReader) -> (texts: [String], user: String?) {
        let texts = fields.strings("texts", .foreignText, count: 0...Judge.mostTexts)
        _ = fields.choice("input_type", InputType.self)
        let data = fields.anyObject(
            "request_data",
            schema: .object(
                [SchemaMember("user_api_key_end_user_id", .orNull(.text), isRequired: false)],
                others: true))
        let user = data?["user_api_key_end_user_id"]?.string
        return (texts ?? [], user.flatMap { FieldShape.endUser.holds($0) ? $0 : nil })
    }

    /// Which side of the model the texts are of. Both are judged by the same rules.
    enum InputType: String, CaseIterable { case request, response }

    private static func answer(_ judged: [JudgedText]) -> OrderedJSON {
        if let refused = judged.first(where: \.isRefused) {
            return ["action": "BLOCKED", "blocked_reason": .text(refused.reason)]
        }
        guard judged.contains(where: \.isRedacted) else { return ["action": "NONE"] }
        return [
            "action": "GUARDRAIL_INTERVENED",
            "texts": .list(judged.map { .text($0.covered) }),
        ]
    }
}
