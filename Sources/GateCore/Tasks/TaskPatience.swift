/// How long a task is waited for.
public struct TaskPatience: Hashable, Sendable {
    /// From one sign of life to the next.
    public let silence: Duration
    /// While the image bot says that the job waits in its own queue.
    public let upstreamQueue: Duration
    /// From the deletion of the progress message to the result. On success the image bot
    /// deletes it too, now and then before the result is seen.
    public let afterDeletion: Duration
    /// From the press of a button that opens a dialogue to that dialogue.
    public let dialogue: Duration

    /// Describes one patience; the defaults are 10 minutes, 20 minutes, 10 and 20 seconds.
    public init(
        silence: Duration = .seconds(600), upstreamQueue: Duration = .seconds(1200),
        afterDeletion: Duration = .seconds(10), dialogue: Duration = .seconds(20)
    ) {
        self.silence = silence
        self.upstreamQueue = upstreamQueue
        self.afterDeletion = afterDeletion
        self.dialogue = dialogue
    }
}
