import GateCore
import Hummingbird

/// `POST /v1/moderate`: judges texts, with no task.
struct ModerationRoutes {
    private let judge: Judge

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { judge = Judge(parts) }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, "/v1/moderate", .tenant, .moderate, use: moderate)
    }

    @Sendable private func moderate(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let text = fields.string("text", .anyText)
        let texts = fields.strings("texts", .anyText, count: 1...Judge.mostTexts)
        if fields.has("text") == fields.has("texts") {
            fields.refuse("text", "is required, or else texts; not both")
        } else if fields.faults.isEmpty, text == nil, texts == nil {
            fields.refuse("text", "must not be null")
        }
        let user = fields.string("user", .endUser)
        try fields.finish()
        let caller = try context.caller(for: user)
        let asked = texts ?? [text ?? ""]
        let judged = try await judge.judge(asked, for: caller)
        let verdicts = judged.map { $0.json(caller.tenant.explain) }
        return JSONResponse(texts == nil ? verdicts[0] : ["results": .list(verdicts)])
    }
}
