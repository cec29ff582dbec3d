import GateCore

extension TaskRecord {
    /// The task as its tenant is shown it.
    ///
    /// - Parameters:
    ///   - position: how many tasks are to be started before it; nil when not looked up.
    ///   - explain: how much of the verdict is shown.
    func json(position: Int?, _ explain: ExplainMode) -> OrderedJSON {
        [
            "trigger_id": .text(triggerID), "task_id": .text(id.rawValue),
            "trigger_type": .text(job.kind.triggerType), "status": .text(status.rawValue),
            "progress": .number(progress), "position": .number(status == .queued ? position : 0),
            "prompt": .text(job.prompt), "rewritten": .flag(job.isRewritten == true),
            "picurl": .text(job.imageURL),
            "reason": .text(hindrance?.reason), "code": .number(hindrance?.code.rawValue),
            "result": .value(resultBody), "verdict": verdict(explain),
            "created_at": .time(createdAt), "updated_at": .time(updatedAt),
        ]
    }

    /// What the last webhook said of it; `null` while there was none to send.
    private var resultBody: JSONValue {
        NoticeType(of: self).map { ResultBody.json(for: self, type: $0) } ?? .null
    }

    private func verdict(_ explain: ExplainMode) -> OrderedJSON {
        let action = matches.map(\.action).max() ?? .allow
        return [
            "action": .text(action.rawValue), "flagged": .flag(action != .allow),
            "revision": .text(revision), "matches": matches.json(explain),
        ]
    }
}
