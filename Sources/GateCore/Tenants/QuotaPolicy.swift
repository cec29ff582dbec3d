/// How much a tenant may use in a calendar window (UTC).
public struct QuotaPolicy: Hashable, Sendable, Codable {
    /// The calendar window that is counted over.
    public enum Window: String, Sendable, Codable, CaseIterable { case day, month }

    /// Accepted triggers in one window; 0 allows none.
    public let limit: Int
    public let window: Window

    /// - Parameters:
    ///   - limit: accepted triggers in one window.
    ///   - window: the calendar window.
    public init(limit: Int, window: Window) {
        self.limit = limit
        self.window = window
    }
}
