import GateCore

extension Operation {
    /// `GET /v1/tasks`.
    static let listTasks = Operation("listTasks", .tasks, "List the caller's tasks, newest first")
        .query { _ = TaskFilter.read(&$0, of: "acme") }
        .answers(.page(.named("Task")), "A page of tasks.")

    /// `GET /v1/tasks/{trigger_id}`.
    static let showTask = Operation("showTask", .tasks, "Show a task")
        .explained(
            "With wait it answers once the task has another status (until=change) or has ended "
                + "(until=end), at the latest after so many seconds."
        )
        .path("trigger_id", .triggerID)
        .query {
            _ = $0.integer("wait", in: 0...60)
            _ = $0.choice("status", TaskStatus.self)
            _ = $0.choice("until", WaitGoal.self)
        }
        .answers(.named("Task"), "The task.")
        .problems(.notFound, .rateLimited)

    /// `GET /v1/tasks/{trigger_id}/events`.
    static let followTask = Operation("followTask", .tasks, "Follow a task's changes")
        .explained(
            "Server-sent events: one for each change, with an id. A client that comes again with "
                + "the last id goes on behind it."
        )
        .path("trigger_id", .triggerID)
        .query { _ = $0.string("last_event_id", .cursor) }
        .header("Last-Event-ID", .text("1790000000000000001.3"))
        .answers(200, types: ["text/event-stream"], "The changes, until the task ends.")
        .answers(204, types: [], "The task has ended, and the client knows.")
        .problems(.notFound, .rateLimited)

    /// `DELETE /v1/tasks/{trigger_id}`.
    static let cancelTask = Operation("cancelTask", .tasks, "Cancel a task")
        .explained("One that has ended stays what it is.")
        .path("trigger_id", .triggerID)
        .answers(
            Schema.named("Task").adding([
                "cancellation": .object([
                    "sent": .words(TaskReach.self),
                    "note": .text("It was never sent to Midjourney."),
                ])
            ]), "The task, ended, and what becomes of what Midjourney may have of it."
        )
        .problems(.notFound, .conflict)

    /// `GET /v1/images/{id}`.
    static let showImage = Operation("showImage", .tasks, "Fetch an archived image")
        .path("id", .imageID)
        .header("Range", .text("bytes=0-1023"))
        .header("If-None-Match", .text("\"*\""))
        .answers(
            200, types: ["image/png", "image/jpeg", "image/webp", "image/gif"], "The image."
        )
        .answers(
            206, types: ["image/png", "image/jpeg", "image/webp", "image/gif"],
            "The part of the image that the Range names."
        )
        .answers(304, types: [], "It is the one that If-None-Match names.")
        .answers(416, types: [], "The image has no such part.")
        .problems(.notFound)
}
