import GateCore

/// How far the sending of one job is, beyond what its record says.
struct SendingCourse: Sendable {
    /// Whether an attempt may have been taken, so that the channel is looked at first.
    var isOpen: Bool
    /// What the task fails with where the look finds nothing and nothing is sent any more.
    var ending: TaskFailure?
    /// How often looking failed.
    var failedLooks = 0
    /// How many attempts were told to wait.
    var waits = 0
}
