import GateCore

extension Operation {
    /// `GET /v1/usage`.
    static let usage = Operation("usage", .tenant, "Show what is left of rate limit and quota")
        .answers(
            .object([
                "tenant": .text("acme"),
                "rate_limit": .orNull(.either([paceLeft, .list(namedPaceLeft)])),
                "quota": .list(.named("QuotaStanding")), "time_zone": .text("UTC"),
            ]), "What is left.")

    private static let paceLeft = Schema.object([
        "limit": .count, "remaining": .count, "more_after": .count,
    ])
    private static let namedPaceLeft = Schema.object([
        "name": .text("burst"), "by": .words(RatePolicy.Scope.self), "limit": .count,
        "remaining": .count, "more_after": .count,
    ])

    /// `POST /v1/suggestions`.
    static let suggest = Operation("suggest", .tenant, "Ask to ban or to allow a word")
        .body(["kind": "allow", "term": "tyrone", "reason": "It is a name."]) {
            _ = try? SuggestionForm.draft($0)
        }
        .answers(201, .named("Suggestion"), "Noted.")
        .answers(200, .named("Suggestion"), "Somebody of the tenant asked already.")
        .problems(.rateLimited, .conflict, .couldNotJudge)

    /// `GET /v1/suggestions`.
    static let listSuggestions = Operation(
        "listSuggestions", .tenant, "List the tenant's suggestions"
    )
    .query {
        _ = $0.choice("status", SuggestionStatus.self)
        _ = $0.choice("source", SuggestionSource.self)
        _ = $0.string("cursor", .cursor)
        _ = $0.integer("limit", in: 1...200)
    }
    .answers(.page(.named("Suggestion")), "A page of suggestions.")

    /// `GET /v1/suggestions/{id}`.
    static let showSuggestion = Operation("showSuggestion", .tenant, "Show a suggestion")
        .explained("With what the rules in force make of its example.")
        .path("id", .triggerID)
        .answers(
            Schema.named("Suggestion").adding(["now": .named("Verdict")]), "The suggestion."
        )
        .problems(.notFound)
}
