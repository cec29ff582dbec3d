import GateCore
import HTTPTypes
import Hummingbird

/// `POST /request` and `POST /response`: agentgateway's guardrail webhook, for prompts and
/// for what a model answers.
///
/// Source: agentgateway/agentgateway, `llm/policy/webhook.rs` of 2026-08-21.
struct AgentGatewayRoutes {
    /// What agentgateway answers its own client with.
    private static let rejection = 403

    private let judge: Judge
    private let bodies = RoomyBody()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { judge = Judge(parts) }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.post, "/request", .guest(.apiKeyHeader), .guardPrompt) { request, context in
            try await answer(request, context, Self.prompts) { ["messages": .array($0)] }
        }
        routes.on(.post, "/response", .guest(.apiKeyHeader), .guardAnswer) { request, context in
            try await answer(request, context, Self.choices) { messages in
                ["choices": .array(messages.map { ["message": $0] })]
            }
        }
    }

    private func answer(
        _ request: Request, _ context: EdgeContext,
        _ read: (inout FieldReader) -> ChatContent?, masked: ([JSONValue]) -> JSONValue
    ) async throws -> JSONResponse {
        let caller = try context.caller
        let chat = try await bodies.read(request, for: caller.tenant.id) { fields in
            var fields = fields
            let chat = read(&fields)
            try fields.finishAllowingOthers()
            return chat
        }
        guard let chat else { return JSONResponse(["action": ["reason": "Nothing to judge."]]) }
        let judged = try await judge.judge(chat.texts, for: caller)
        return JSONResponse(["action": Self.action(judged, chat, masked)])
    }

    private static func action(
        _ judged: [JudgedText], _ chat: ChatContent, _ masked: ([JSONValue]) -> JSONValue
    ) -> OrderedJSON {
        if let refused = judged.first(where: \.isRefused) {
            return [
                "body": .text(refused.reason), "status_code": .number(rejection),
                "reason": .text(refused.reason),
            ]
        }
        if let redacted = judged.first(where: \.isRedacted) {
            return [
                "body": .value(masked(chat.covered(by: judged))), "reason": .text(redacted.reason),
            ]
        }
        let flagged = judged.first { $0.judgement.action == .flag }
        return ["reason": .text(flagged?.reason ?? "The rules found nothing.")]
    }

    static func prompts(_ fields: inout FieldReader) -> ChatContent? {
        fields.object("body", required: true, allowsOthers: true) { body in
            let messages = body.list(
                "messages", count: 0...ChatContent.mostMessages, of: ChatContent.message)
            return messages.map { ChatContent($0, path: "messages", &body) }
        }
    }

    static func choices(_ fields: inout FieldReader) -> ChatContent? {
        fields.object("body", required: true, allowsOthers: true) { body in
            let choices = body.list(
                "choices", count: 0...ChatContent.mostMessages,
                of: .object([SchemaMember("message", ChatContent.message)], others: true))
            return choices.map { choices in
                ChatContent(
                    choices.map { $0["message"] ?? .null }, path: "choices", &body)
            }
        }
    }
}
