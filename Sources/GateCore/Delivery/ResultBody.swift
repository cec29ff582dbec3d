/// Builds what a tenant reads of a task: a webhook's body, and the `result` of
/// `GET /v1/tasks/{trigger_id}`.
public enum ResultBody {
    /// The fields of `midjourney-api`'s callback, and ours.
    ///
    /// `id` is the Discord message's id as a number, as that service sent it (0 when there
    /// is none); `message_id` is the same as a string, because JavaScript's numbers lose
    /// the last digits of one.
    ///
    /// - Parameters:
    ///   - task: the task as it is now.
    ///   - type: the word for what happened to it.
    public static func json(for task: TaskRecord, type: NoticeType) -> JSONValue {
        let message = task.result
        var body: [String: JSONValue] = [
            "type": .string(type.rawValue),
            "id": .int(message.flatMap { Int64($0.messageID) } ?? 0),
            "message_id": message.map { .string($0.messageID) } ?? .null,
            "content": .string(message?.content ?? ""),
            "attachments": .array((message?.attachments ?? []).map(attachment)),
            "embeds": .array(message?.embeds ?? []),
            "trigger_id": .string(task.triggerID),
            "task_id": .string(task.id.rawValue),
            "trigger_type": .string(task.job.kind.triggerType),
            "status": .string(task.status.rawValue),
            "progress": .int(Int64(task.progress)),
            "tenant": .string(task.tenant.rawValue),
            "reason": task.hindrance.map { .string($0.reason) } ?? .null,
            "code": task.hindrance.map { .int(Int64($0.code.rawValue)) } ?? .null,
            "actions": .array(followUps(of: task, FollowUps.of)),
            "forms": .array(followUps(of: task, FollowUps.forms)),
        ]
        body.merge(words(of: task)) { _, new in new }
        return .object(body)
    }

    /// What a task that ends in words has besides the message that holds them.
    private static func words(of task: TaskRecord) -> [String: JSONValue] {
        guard task.job.kind.endsInWords, task.status == .finished, let result = task.result else {
            return [:]
        }
        let fields = ResultWords.fields(in: result).map { ($0.name, JSONValue.string($0.value)) }
        return [
            "texts": .array(ResultWords.numbered(in: result).map { .string($0) }),
            "info": .object(Dictionary(fields) { first, _ in first }),
        ]
    }

    /// Only a finished task has buttons that can be pressed.
    private static func followUps(
        of task: TaskRecord, _ read: (TaskResult, String) -> [FollowUp]
    ) -> [JSONValue] {
        guard task.status == .finished, let result = task.result else { return [] }
        return read(result, task.triggerID).map(\.json)
    }

    /// Discord's object with every field that `midjourney-api` sent, null where Discord
    /// leaves one out, and its id as a number.
    private static func attachment(_ original: JSONValue) -> JSONValue {
        guard var fields = original.object else { return original }
        for name in ["url", "proxy_url", "filename", "content_type", "width", "height", "size"]
        where fields[name] == nil {
            fields[name] = .null
        }
        fields["ephemeral"] = fields["ephemeral"] ?? false
        if let id = fields["id"]?.string.flatMap({ Int64($0) }) { fields["id"] = .int(id) }
        return .object(fields)
    }
}
