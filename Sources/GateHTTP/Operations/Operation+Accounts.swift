import GateCore

extension Operation {
    private static let account = Schema.object([
        "id": .text("second"), "state": .text("connected"), "reason": .orNull(.text),
        "missing_variables": .list(.text("USER_TOKEN")),
    ]).addingOptional([
        "cause": .orNull(.text("no_access")), "since": .time,
        "source": .words(AccountCard.Source.self),
        "guild_id": .text("1190000000000000001"), "channel_id": .text("1190000000000000002"),
        "concurrency": .count, "queue": .count, "weight": .count, "working": .count,
        "waiting": .count,
    ])

    /// `GET /v1/admin/accounts`.
    static let listAccounts = Operation("listAccounts", .operations, "Show the Discord accounts")
        .answers(.data(account), "The accounts, without their tokens.")

    /// `POST /v1/admin/accounts`.
    static let addAccount = Operation("addAccount", .operations, "Add a Discord account")
        .explained(
            "It works at once, and after every start. Its tokens are sealed by "
                + "PROMPTGATE_SECRET_KEY and never shown again. concurrency is CONCUR_SIZE and "
                + "queue is WAIT_SIZE unless given."
        )
        .body([
            "id": "second", "user_token": "the-token-alone", "guild_id": "1190000000000000001",
            "channel_id": "1190000000000000002", "concurrency": 3, "queue": 10, "weight": 1,
        ]) { _ = try? AccountForm.create($0, EdgeSettings().accountCapacity) }
        .answers(201, account, "Added.")
        .problems(.conflict)

    /// `GET /v1/admin/accounts/{id}`.
    static let showAccount = Operation("showAccount", .operations, "Show a Discord account")
        .path("id", .accountID).answers(account, "The account.").problems(.notFound, .conflict)

    /// `PATCH /v1/admin/accounts/{id}`.
    static let changeAccount = Operation(
        "changeAccount", .operations, "Change a Discord account that was added"
    )
    .explained("What is left out stays. With weight 0 it gets follow-ups alone.")
    .path("id", .accountID)
    .body(["weight": 2]) { _ = try? AccountForm.change($0) }
    .answers(account, "The account as it is now.")
    .problems(.notFound, .conflict)

    /// `DELETE /v1/admin/accounts/{id}`.
    static let removeAccount = Operation(
        "removeAccount", .operations, "Remove a Discord account that was added"
    )
    .path("id", .accountID).answers(204, types: [], "Removed.").problems(.notFound, .conflict)

    /// `POST /v1/admin/accounts/{id}/park`.
    static let parkAccount = Operation("parkAccount", .operations, "Send nothing by an account")
        .explained("What it has taken goes on; what waits goes to others that may take it.")
        .path("id", .accountID)
        .body(["reason": "moving it to another server"], optional: true) {
            _ = $0.string("reason", .reason)
        }
        .answers(account, "Parked.").problems(.notFound, .conflict)

    /// `POST /v1/admin/accounts/{id}/unpark`.
    static let unparkAccount = Operation("unparkAccount", .operations, "Use an account again")
        .path("id", .accountID).answers(account, "Used again.").problems(.notFound, .conflict)
}
