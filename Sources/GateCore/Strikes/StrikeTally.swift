/// How often an end user was refused in a window of time.
public struct StrikeTally: Hashable, Sendable {
    /// How many refusals, up to `StrikePolicy.highestThreshold`.
    public let count: Int
    /// When the last one came; nil without any.
    public let lastAt: Timestamp?

    /// - Parameters:
    ///   - count: how many refusals.
    ///   - lastAt: when the last one came.
    public init(count: Int = 0, lastAt: Timestamp? = nil) {
        self.count = count
        self.lastAt = lastAt
    }
}
