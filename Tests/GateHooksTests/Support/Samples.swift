import GateCore

/// Tasks and results as the tests need them.
enum Samples {
    static let wall = Timestamp(milliseconds: 1_790_000_000_000)
    static let jobID = "5f2c7c4e-98e1-4a2d-b0f8-3a1f7ad7d8c9"
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    static func tenant(callbackURL: String? = "https://hooks.example.com/in") -> Tenant {
        Tenant(id: "acme", name: "Acme", callbackURL: callbackURL, createdAt: wall)
    }

    static func task(_ kind: TriggerKind = .imagine) -> TaskRecord {
        var job = Job(kind)
        job.prompt = "a cat"
        return TaskRecord(
            id: "task_1", triggerID: "4242424242", tenant: "acme", key: "key_1", job: job,
            exchange: "ex_1", revision: "r1", nonce: "1", at: wall)
    }

    /// A task that was sent, after `events`, each of which must count.
    static func task(_ kind: TriggerKind = .imagine, after events: TaskEvent...) -> TaskRecord? {
        after(task(kind).applying(.dispatching, at: wall, patience: TaskPatience()), events)
    }

    /// `task` after `events`, each of which must count; time is out when it expires.
    static func after(_ task: TaskRecord?, _ events: [TaskEvent]) -> TaskRecord? {
        events.reduce(task) { task, event in
            let now = event == .expired ? wall + .seconds(3600) : wall
            return task?.applying(event, at: now, patience: TaskPatience())
        }
    }

    static func result(
        messageID: String = "1180000000000000001", embeds: [JSONValue] = [],
        buttons: [JSONValue] = []
    ) -> TaskResult {
        TaskResult(
            messageID: messageID, content: "**a cat** - <@1> (fast)",
            attachments: [
                [
                    "id": "1180000000000000002", "filename": "cat.png", "size": 10,
                    "url": "https://cdn.example.com/cat.png", "flags": 3,
                ]
            ],
            embeds: embeds, jobID: jobID, buttons: buttons)
    }

    static func button(_ customID: String, label: String? = nil) -> JSONValue {
        var button: [String: JSONValue] = ["type": 2, "custom_id": .string(customID)]
        if let label { button["label"] = .string(label) }
        return .object(button)
    }

    static func notice(
        _ id: String, task: TaskID = "task_1", url: String = "https://hooks.example.com/in",
        body: String = #"{"n":1}"#
    ) -> Notice {
        Notice(
            id: NoticeID(id), tenant: "acme", task: task, type: .end, url: url, body: body,
            createdAt: wall)
    }
}
