import ServiceLifecycle

/// One part of the gateway as a service: runs until the group shuts down.
struct Part: Service, CustomStringConvertible {
    let description: String
    private let work: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - name: as logs show it.
    ///   - work: runs until cancelled.
    init(_ name: String, work: @escaping @Sendable () async throws -> Void) {
        description = name
        self.work = work
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await work() }
        } catch is CancellationError {
            // The orderly end.
        }
    }
}
