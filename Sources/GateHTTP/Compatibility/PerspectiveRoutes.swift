import GateCore
import Hummingbird

/// `POST /v1alpha1/comments:analyze`: Perspective's call, for those who look for a new home
/// when it ends.
///
/// Source: Perspective's reference, "Methods", as of 2026; the API ends on 2026-12-31.
struct PerspectiveRoutes {
    static let path = "/v1alpha1/comments:analyze"

    private let judge: Judge
    private let bodies = RoomyBody()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { judge = Judge(parts) }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(
            .post, Self.path, .guest([.apiKeyHeader, .googleHeader, .query]), .perspective,
            use: analyze)
    }

    @Sendable private func analyze(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let form = try await bodies.read(request, for: caller.tenant.id) { fields in
            var fields = fields
            let form = PerspectiveForm(&fields)
            try fields.finishAllowingOthers()
            return form
        }
        let judged = try await judge.judge([form.text], for: caller)
        return JSONResponse(Self.answer(judged[0], form, caller.tenant.explain))
    }

    private static func answer(
        _ judged: JudgedText, _ form: PerspectiveForm, _ explain: ExplainMode
    ) -> OrderedJSON {
        let showsPlaces = form.wantsSpans && explain == .full
        let scores = form.wishes.compactMap { wish -> (name: String, value: OrderedJSON)? in
            let value = judged.score(where: wish.attribute.isMeant) ?? 0
            guard value >= wish.threshold else { return nil }
            return (
                wish.name,
                [
                    "spanScores": .list(spans(judged, wish.attribute, value, showsPlaces)),
                    "summaryScore": score(value),
                ]
            )
        }
        let answer: OrderedJSON = [
            "attributeScores": .members(scores),
            "languages": .list(form.languages.isEmpty ? ["und"] : form.languages.map { .text($0) }),
        ]
        guard let token = form.clientToken else { return answer }
        return answer.adding(["clientToken": .text(token)])
    }

    /// Where the matches are, where they may be shown; or else the comment as a whole.
    private static func spans(
        _ judged: JudgedText, _ attribute: PerspectiveAttribute, _ value: Double,
        _ showsPlaces: Bool
    ) -> [OrderedJSON] {
        let matches = showsPlaces ? judged.judgement.matches.filter(attribute.isMeant) : []
        guard !matches.isEmpty else {
            return [span([0, judged.text.unicodeScalars.count], value)]
        }
        return matches.map { span($0.span, $0.severity.score) }
    }

    private static func span(_ places: [Int], _ value: Double) -> OrderedJSON {
        ["begin": .number(places.first), "end": .number(places.last), "score": score(value)]
    }

    private static func score(_ value: Double) -> OrderedJSON {
        ["value": .value(.double(value)), "type": "PROBABILITY"]
    }
}
