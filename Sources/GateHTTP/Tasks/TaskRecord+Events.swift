import GateCore

extension TaskRecord {
    /// One change of the task, as its event stream tells it. The same change is told in the
    /// same words whenever it is asked for; the last one has the result.
    func json(at moment: TaskMoment) -> OrderedJSON {
        let hindrance = hindrance(at: moment)
        let event: OrderedJSON = [
            "trigger_id": .text(triggerID), "task_id": .text(id.rawValue),
            "trigger_type": .text(job.kind.triggerType), "status": .text(moment.status.rawValue),
            "progress": .number(moment.progress), "reason": .text(hindrance?.reason),
            "code": .number(hindrance?.code.rawValue), "at": .time(moment.at),
        ]
        guard moment.status.isTerminal, let type = NoticeType(of: self) else { return event }
        return event.adding(["result": .value(ResultBody.json(for: self, type: type))])
    }

    /// The answer to a cancellation: what becomes of what Discord may have.
    var cancellation: OrderedJSON {
        let note =
            switch reach {
            case .unsent: "It was never sent to Midjourney."
            case .unknown:
                "It was about to be sent, and Midjourney may draw it all the same. Its result "
                    + "will not be delivered, and its slot is free."
            case .sent:
                "Midjourney has it and goes on drawing. Its result will not be delivered, and "
                    + "its slot is free."
            }
        return ["sent": .text(reach.rawValue), "note": .text(note)]
    }
}
