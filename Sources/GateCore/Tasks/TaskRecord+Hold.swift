extension TaskRecord {
    /// The stage that held it, whether it still waits or not.
    public var heldBy: String? { hold?.stage }

    /// Why it does not go on, in words that its tenant reads: why it failed, or why it
    /// waits for a human.
    public var hindrance: TaskFailure? {
        if let failure { return failure }
        guard status == .held, let hold else { return nil }
        return TaskFailure(.heldForReview, hold.reason)
    }
}
