import GateCore

/// One promise of a store role, as a check that any implementation can be put to.
///
/// ```swift
/// @Test(arguments: TaskStoreConformance.checks)
/// func keepsTheTasksPromises(_ check: ConformanceCheck) async throws {
///     try await check.run(on: MyStore())          // a fresh one for each check
/// }
/// ```
public struct ConformanceCheck: Sendable, CustomStringConvertible {
    /// The promise, in words.
    public let description: String
    private let body: @Sendable (any WholeStore) async throws -> Void

    init(_ promise: String, _ body: @escaping @Sendable (any WholeStore) async throws -> Void) {
        description = promise
        self.body = body
    }

    /// Puts a fresh store to the check.
    /// - Throws: `ConformanceFailure`, or what the store threw against its promise.
    public func run(on store: any WholeStore) async throws {
        try await body(store)
    }
}
