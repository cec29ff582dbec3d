import GateCore

/// Records that tests show.
enum Samples {
    static func match(_ action: RuleAction = .block) -> RuleMatch {
        RuleMatch(
            rule: "gore", category: "violence", severity: .high, action: action, span: 2..<7,
            text: "BLOOD", term: "blood", folding: .case, message: "No blood.")
    }

    static func task(matches: [RuleMatch] = []) -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = "a cat"
        job.imageURL = "https://i.test/a.png"
        return TaskRecord(
            id: "task1", triggerID: "t", tenant: "a", key: "k", job: job, exchange: "x",
            revision: "rev", matches: matches, nonce: "1",
            at: Timestamp(year: 2026, month: 11, day: 23))
    }

    static func held() -> TaskRecord {
        let task = task()
        let hold = TaskHold(
            stage: "banned_words", reason: "A human looks at it.", text: "the text as sent",
            endUser: "ann", until: Timestamp(year: 2026, month: 11, day: 24))
        return TaskRecord(
            id: task.id, triggerID: task.triggerID, tenant: task.tenant, key: task.key,
            job: task.job, exchange: task.exchange, revision: "rev",
            matches: [match(.review)], nonce: "1", hold: hold, at: task.createdAt)
    }

    static func audit(_ id: String, prompt: String) -> AuditRecord {
        AuditRecord(
            id: ExchangeID(id), at: Timestamp(year: 2026, month: 11, day: 23), tenant: "a",
            key: "k", endUser: "u/7", surface: .trigger, kind: "imagine", task: nil,
            outcome: .blocked,
            action: .block, code: .bannedPrompt, endedBy: "banned_words",
            stages: [
                StageRun(stage: "banned_words", verdict: "deny", mode: .enforce, microseconds: 12)
            ],
            matches: [match()], revision: "rev", prompt: prompt)
    }
}
