import ServiceLifecycle

/// Runs a group of services so that cancelling the caller shuts the group down in order,
/// instead of tearing every connection at once.
enum Graceful {
    /// Returns when the group has ended.
    /// - Throws: what a service threw.
    static func run(_ group: ServiceGroup) async throws {
        let work = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }
}
