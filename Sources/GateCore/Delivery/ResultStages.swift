import Logging

/// Runs the result stages in order. A result that exists is never lost to a stage: one
/// that throws, or takes too long, is logged and leaves the result as it was.
public struct ResultStages: Sendable {
    private let stages: [any ResultStage]
    private let timeout: Duration
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - stages: in the order they work.
    ///   - timeout: how long one stage may take.
    ///   - time: cuts stages off.
    ///   - log: hears of stages that throw or overrun; never of results.
    public init(
        _ stages: [any ResultStage], timeout: Duration = .seconds(2), time: any Timekeeper,
        log: Logger
    ) {
        self.stages = stages
        self.timeout = timeout
        self.time = time
        self.log = log
    }

    /// The result as it is to be kept and delivered.
    public func process(_ result: TaskResult, of task: TaskRecord) async -> TaskResult {
        var current = result
        for stage in stages { current = await run(stage, on: current, of: task) }
        return current
    }

    private func run(
        _ stage: any ResultStage, on result: TaskResult, of task: TaskRecord
    ) async -> TaskResult {
        do {
            return try await Cutoff.run(within: timeout, time: time) {
                try await stage.process(result, of: task)
            }
        } catch {
            log.error(
                "result stage failed; the result stays as it was",
                metadata: [
                    "stage": "\(type(of: stage).kind)", "task": "\(task.id)",
                    "how": error is Cutoff.Overrun ? "timeout" : "error",
                ])
            return result
        }
    }
}
