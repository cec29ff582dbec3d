/// Runs work that is not to end half-way because its caller does: a client that hangs up
/// must not leave an exchange without its record, nor a shutdown a task without its news.
public enum Shielded {
    /// What `work` returns, whatever becomes of the caller meanwhile.
    /// - Throws: what `work` throws.
    public static func run<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Task(operation: work).value
    }
}
