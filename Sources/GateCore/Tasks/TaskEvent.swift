/// What can happen to a task.
public enum TaskEvent: Hashable, Sendable {
    /// It waits for a human, or for another reason than before.
    case held(TaskHold)
    /// A human let it through.
    case approved
    /// A human refused it, with words for its tenant.
    case denied(String)
    /// The attempt to send it begins.
    case dispatching
    /// Discord took it.
    case submitted
    /// Discord named the interaction.
    case acknowledged(interactionID: String)
    /// The image bot asks something; the answer is sent under a nonce of its own.
    case asked(Dialogue, nonce: String)
    /// The button that only opens a dialogue opened none: it is pressed again, under another
    /// nonce.
    case unopened(nonce: String)
    /// Its account was refused before Discord took it: another sends it, under another nonce.
    case returned(nonce: String)
    /// The image bot has it in its own queue.
    case waiting(TaskResult)
    /// The image bot shows that it will begin.
    case started(TaskResult)
    /// The image bot shows progress, 0 to 100.
    case progressed(Int, TaskResult)
    /// The result is there.
    case finished(TaskResult)
    /// It ended without a result.
    case failed(TaskFailure, TaskResult?)
    /// The progress message was deleted. A result that arrives shortly undoes this.
    case vanished
    /// The deadline came, or nobody decided about it in time. One that news has moved
    /// meanwhile has not.
    case expired
    /// The tenant does not want it any more.
    case cancelled
    /// The tenant gives its slot free; a result is still taken.
    case released
}
