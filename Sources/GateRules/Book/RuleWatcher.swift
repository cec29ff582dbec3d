/// Tells that files may have changed.
protocol RuleWatcher: Sendable {
    /// Yields after each possible change, from the moment of the call until the reader
    /// stops. Several changes may be told as one; a change may be told that was none.
    func changes() -> AsyncStream<Void>
}
