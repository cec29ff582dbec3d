/// Works on what the image bot sent before it is kept and delivered.
public protocol ResultStage: Sendable {
    /// The name in `rules/pipeline.yaml`, metrics and errors.
    static var kind: StageKind { get }

    /// The result as it is to be delivered. A throw keeps the result as it was and is
    /// logged: a result that exists is never lost to a stage.
    func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult
}
