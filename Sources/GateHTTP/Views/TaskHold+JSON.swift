import GateCore

extension TaskRecord {
    /// The answer to a trigger that waits for a human: what an accepted one is answered
    /// with, and what a problem of code 20 says.
    func heldJSON(_ explain: ExplainMode) -> OrderedJSON {
        let code = ProblemCode.heldForReview
        let reason = hold?.reason ?? code.title
        return [
            "message": .text(reason), "code": .number(code.rawValue),
            "trigger_id": .text(triggerID), "trigger_type": .text(job.kind.triggerType),
            "task_id": .text(id.rawValue), "status": .text(status.rawValue),
            "position": .number(0), "type": .text(code.type), "title": .text(code.title),
            "detail": .text(reason), "matches": matches.json(explain),
            "revision": .text(revision), "expires_at": .time(hold?.until),
        ]
    }

    /// The prompt as admins review it.
    var reviewJSON: OrderedJSON {
        [
            "trigger_id": .text(triggerID), "task_id": .text(id.rawValue),
            "trigger_type": .text(job.kind.triggerType), "status": .text(status.rawValue),
            "tenant": .text(tenant.rawValue), "end_user": .text(hold?.endUser),
            "prompt": .text(hold?.text), "picurl": .text(job.imageURL),
            "held_by": .text(heldBy), "reason": .text(hindrance?.reason),
            "code": .number(hindrance?.code.rawValue), "matches": matches.json(.full),
            "revision": .text(revision), "held_at": .time(createdAt),
            "expires_at": .time(hold?.until), "updated_at": .time(updatedAt),
        ]
    }
}
