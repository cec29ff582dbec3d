@testable import GateRules

/// Tells of changes when a test says so.
struct ScriptedWatcher: RuleWatcher {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func changes() -> AsyncStream<Void> { stream }

    func tell() { continuation.yield() }
}
