import GateCore
import Hummingbird

/// `POST /analyze/prompt`: the call of llm-guard's API server.
///
/// Source: protectai/llm-guard, llm_guard_api, `schemas.py` of 2025-07-31.
struct LLMGuardRoutes {
    static let path = "/analyze/prompt"
    /// What the gateway calls itself among scanners.
    private static let scanner = "promptgate"

    private let judge: Judge
    private let bodies = RoomyBody()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { judge = Judge(parts) }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, Self.path, .guest(.apiKeyHeader), .llmGuard, use: analyze)
    }

    @Sendable private func analyze(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let prompt = try await bodies.read(request, for: caller.tenant.id) { fields in
            var fields = fields
            let prompt = Self.read(&fields)
            try fields.finishAllowingOthers()
            return prompt
        }
        return JSONResponse(Self.answer(try await judge.judge([prompt], for: caller)[0]))
    }

    /// No caller may suppress a rule, so what it asks of scanners changes nothing.
    static func read(_ fields: inout FieldReader) -> String {
        _ = fields.strings("scanners_suppress", .label, count: 0...100)
        return fields.string("prompt", .foreignText, required: true) ?? ""
    }

    private static func answer(_ judged: JudgedText) -> OrderedJSON {
        var scanners = [(scanner, judged.score { _ in true } ?? 0)]
        for category in Set(judged.judgement.matches.map(\.category)).sorted() {
            scanners.append((category, judged.score { $0.category == category } ?? 0))
        }
        return [
            "is_valid": .flag(!judged.isRefused),
            "scanners": .members(scanners.map { ($0, .value(.double($1))) }),
            "sanitized_prompt": .text(judged.covered),
        ]
    }
}
