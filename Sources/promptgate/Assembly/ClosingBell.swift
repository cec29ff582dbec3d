import GateCore
import ServiceLifecycle

/// Ends event streams and long polls when the gateway begins to stop: nobody would end
/// them otherwise, and the edge waits for its calls.
struct ClosingBell: Service {
    let news: TaskNews

    func run() async throws {
        // Cancelled: the gateway stops in a hurry, which comes to the same.
        do { try await gracefulShutdown() } catch is CancellationError {}
        news.close()
    }
}
