/// The gateway's task that the running Swift task sends, or tells of, so that a trace goes on
/// where the caller has long had its answer.
public enum CurrentTask {
    /// The task's id; nil outside of any.
    @TaskLocal public static var id: TaskID?
}
