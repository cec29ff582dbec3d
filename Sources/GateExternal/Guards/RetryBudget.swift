/// Bounds how much repeated calls add to the others: a service in trouble must not get
/// twice the load for it. A bucket into which every call puts a share of a token; a
/// repetition takes a whole one.
struct RetryBudget: Sendable {
    /// What can be saved up: repetitions in a row.
    private static let most = 10.0

    private let share: Double
    private(set) var tokens: Double

    /// - Parameter share: of the calls that may be repetitions; with 0 there are none.
    init(share: Double) {
        self.share = share
        tokens = share > 0 ? 1 : 0
    }

    /// A call that is no repetition is made.
    mutating func called() { tokens = min(Self.most, tokens + share) }

    /// - Returns: whether a call may be repeated.
    mutating func take() -> Bool {
        // Ten tenths are less than one in binary.
        guard tokens > 0.999_999 else { return false }
        tokens = max(0, tokens - 1)
        return true
    }
}
