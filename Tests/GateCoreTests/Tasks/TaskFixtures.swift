@testable import GateCore

extension TaskRecord {
    /// A task as it stands in `status`, changed at second 100; an active one is due then,
    /// and a held one at second 200.
    static func example(_ status: TaskStatus) -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = "a cat"
        var task = TaskRecord(
            id: "t1", triggerID: "mine", tenant: "acme", key: "k1", job: job, exchange: "e1",
            revision: "r1", nonce: "n1", at: .second(0))
        task.status = status
        if status == .held { task.hold = .example(until: 200) }
        task.updatedAt = .second(100)
        if status.isActive {
            task.attempts = 1
            task.deadline = .second(100)
        }
        if status == .running { task.progress = 50 }
        return task
    }
}

extension TaskHold {
    static func example(_ stage: String = "banned_words", until second: Int64) -> TaskHold {
        TaskHold(
            stage: stage, reason: "A human looks at it.", text: "a cat", endUser: "ann",
            until: .second(second))
    }
}

extension Timestamp {
    static func second(_ second: Int64) -> Timestamp { Timestamp(milliseconds: second * 1000) }
}

extension TaskResult {
    /// A message of the image bot.
    static func message(_ id: String = "m1", jobID: String? = nil) -> TaskResult {
        TaskResult(messageID: id, content: "**a cat**", jobID: jobID)
    }
}
