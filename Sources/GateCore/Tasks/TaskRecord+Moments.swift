extension TaskRecord {
    /// The changes that happened after version `version`, oldest first. A task that was kept
    /// before changes were is at least told as it is.
    public func moments(after version: Int) -> [TaskMoment] {
        let kept = (moments ?? []).filter { $0.version > version }
        if kept.last?.version == self.version || self.version <= version { return kept }
        return kept + [moment]
    }

    /// What the moment's status meant for the tenant: why the task ended, or waits.
    public func hindrance(at moment: TaskMoment) -> TaskFailure? {
        if moment.status.isTerminal { return failure }
        guard moment.status == .held, let hold else { return nil }
        return TaskFailure(.heldForReview, hold.reason)
    }

    /// How far the task got towards Discord.
    public var reach: TaskReach {
        if moments?.contains(where: { [.submitted, .running, .finished].contains($0.status) })
            == true || links.interactionID != nil || links.progressMessageID != nil
        {
            return .sent
        }
        return attempts == 0 ? .unsent : .unknown
    }

    /// The last change.
    var moment: TaskMoment {
        TaskMoment(version: version, at: updatedAt, status: status, progress: progress)
    }

    /// Adds the last change to those that are kept.
    mutating func keepMoment() {
        moments = Array(((moments ?? []) + [moment]).suffix(TaskMoment.mostKept))
    }
}
