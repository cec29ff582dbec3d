import GateCore
import Hummingbird

/// `/v1/api/trigger/…`: the calls of `midjourney-api` that become tasks or end them.
struct TriggerRoutes {
    private let desk: any FrontDesk
    private let discord: DiscordSetup
    private let callbacks: CallbackOverride

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        desk = parts.desk
        discord = DiscordSetup(missing: parts.missing)
        callbacks = CallbackOverride(fault: parts.settings.callbackFault)
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        for kind in TriggerKind.allCases {
            routes.on(.post, "/v1/api/trigger/\(kind.rawValue)", .tenant, Operation.triggers[kind])
            {
                try await submit(kind, $0, $1)
            }
        }
        routes.on(.post, "/v1/api/trigger/message", .tenant, .postUpload, use: post)
        routes.on(.post, "/v1/api/trigger/queue/release", .tenant, .release, use: release)
    }

    private func submit(
        _ kind: TriggerKind, _ request: Request, _ context: EdgeContext
    ) async throws -> JSONResponse {
        let cap = kind == .varyRegion ? MaskField.bodyCap : BodyReader.jsonCap
        let (order, user) = try TriggerForm.order(
            kind, try await BodyReader.object(of: request, upTo: cap))
        let caller = try context.caller(for: user)
        try callbacks.check(order.callbackURL, caller.tenant)
        try discord.require()
        let taken = try await desk.submit(order, caller: caller)
        if taken.task.status == .held {
            let explain = caller.tenant.explain
            return JSONResponse(taken.task.heldJSON(explain), status: .accepted)
        }
        let answer: OrderedJSON = [
            "message": "success", "trigger_id": .text(taken.task.triggerID),
            "trigger_type": .text(taken.task.job.kind.triggerType),
            "task_id": .text(taken.task.id.rawValue),
            "status": .text(taken.task.status.rawValue), "position": .number(taken.position),
        ]
        guard taken.task.job.isRewritten == true else { return JSONResponse(answer) }
        return JSONResponse(
            answer.adding(["rewritten": .flag(true), "prompt": .text(taken.task.job.prompt)]))
    }

    @Sendable private func post(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let name = fields.string("upload_filename", .uploadFilename, required: true)
        let user = fields.string("user", .endUser)
        try fields.finish()
        let caller = try context.caller(for: user)
        try discord.require()
        let address = try await desk.post(uploadFilename: name ?? "", caller: caller)
        return JSONResponse(["message": "success", "picurl": .text(address)])
    }

    @Sendable private func release(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let name = fields.string("trigger_id", .triggerID, required: true)
        try fields.finish()
        try discord.require()
        let task = try await desk.release(name ?? "", caller: context.caller)
        return JSONResponse([
            "message": "success", "trigger_id": .text(task.triggerID),
            "trigger_type": .text(task.job.kind.triggerType),
            "task_id": .text(task.id.rawValue), "status": .text(task.status.rawValue),
        ])
    }
}
