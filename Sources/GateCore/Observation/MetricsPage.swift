/// All metrics as text, for `/metrics`.
public protocol MetricsPage: Sendable {
    /// The text.
    /// - Parameter format: what the reader asked for.
    func text(_ format: MetricsFormat) async -> String
}
