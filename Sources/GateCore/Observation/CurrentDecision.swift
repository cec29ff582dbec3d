/// The exchange that the running task judges or works on, so that log lines can name it.
public enum CurrentDecision {
    /// The exchange's id, which its audit record has too; nil outside of any.
    @TaskLocal public static var id: ExchangeID?
}
