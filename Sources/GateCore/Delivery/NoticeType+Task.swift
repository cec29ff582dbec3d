extension NoticeType {
    /// The word for where `task` stands: the type of the last webhook that told of it. Nil
    /// while the image bot has shown nothing of it.
    public init?(of task: TaskRecord) {
        switch task.status {
        // Of the words of `midjourney-api` the one for "a human is needed".
        case .held: self = .verify
        case .queued, .dispatching, .submitted: return nil
        case .running: self = task.progress > 0 ? .generating : .start
        case .finished: self = task.job.kind.endsInWords ? .text : .end
        case .banned: self = .banned
        case .failed, .timedOut, .cancelled:
            self = Self.asksForVerification(task.failure) ? .verify : .error
        }
    }

    /// Whether the account has to prove that a human owns it. The image bot says so in an
    /// embed ("Action required to continue", "verify you're human"), Discord in an error.
    private static func asksForVerification(_ failure: TaskFailure?) -> Bool {
        guard let reason = failure?.reason.lowercased() else { return false }
        return ["action required", "verify", "verification"].contains { reason.contains($0) }
    }
}
