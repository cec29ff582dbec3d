import GateCore
import Hummingbird

/// `POST /v1/moderate`: judges texts, with no task.
struct ModerationRoutes {
    /// Texts in one call.
    private static let most = 1024

    private let desk: any FrontDesk

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { desk = parts.desk }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, "/v1/moderate", .tenant, use: moderate)
    }

    @Sendable private func moderate(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let text = fields.string("text", .anyText)
        let texts = fields.strings("texts", .anyText, count: 1...Self.most)
        if fields.has("text") == fields.has("texts") {
            fields.refuse("text", "is required, or else texts; not both")
        } else if fields.faults.isEmpty, text == nil, texts == nil {
            fields.refuse("text", "must not be null")
        }
        let user = fields.string("user", .endUser)
        try fields.finish()
        let caller = try context.caller(for: user)
        let asked = texts ?? [text ?? ""]
        let found = try await desk.moderate(asked, caller: caller)
        guard found.count == asked.count else { throw MissingJudgement() }
        try Self.refuseUndecided(found)
        let verdicts = zip(found, asked).map { $0.json(text: $1, caller.tenant.explain) }
        return JSONResponse(texts == nil ? verdicts[0] : ["results": .list(verdicts)])
    }

    /// A text that could not be judged never looks like a clean one.
    private static func refuseUndecided(_ found: [TextJudgement]) throws(Problem) {
        for (place, judgement) in found.enumerated() where judgement.action < .block {
            guard let rule = judgement.undecided.first else { continue }
            throw Problem(
                .couldNotJudge,
                "Rule \(rule) could not be decided within its limits for text \(place).",
                revision: judgement.revision)
        }
    }

    /// The desk answered for more or fewer texts than it was asked about.
    private struct MissingJudgement: Error {}
}
