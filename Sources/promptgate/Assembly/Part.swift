import ServiceLifecycle

/// One part of the gateway as a service: runs until the group shuts down.
struct Part: Service, CustomStringConvertible {
    let description: String
    private let drain: @Sendable () async -> Void
    private let work: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - name: as logs show it.
    ///   - drain: brings what is underway to its end, before the work is cancelled.
    ///   - work: runs until cancelled.
    init(
        _ name: String, drain: @escaping @Sendable () async -> Void = {},
        work: @escaping @Sendable () async throws -> Void
    ) {
        description = name
        self.drain = drain
        self.work = work
    }

    func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask(operation: work)
                group.addTask { [drain] in
                    try await gracefulShutdown()
                    await drain()
                    throw CancellationError()
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch is CancellationError {
            // The orderly end.
        }
    }
}
