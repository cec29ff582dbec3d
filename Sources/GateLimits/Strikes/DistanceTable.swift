import GateCore

/// The last triggers of users who must keep a distance between theirs, in bounded memory.
struct DistanceTable {
    private let capacity: Int
    /// When each may send again.
    private var free: [EndUser: Instant] = [:]

    /// - Parameter capacity: how many users are remembered at most, at least 1.
    init(capacity: Int) { self.capacity = max(capacity, 1) }

    /// How many users are remembered.
    var count: Int { free.count }

    /// Judges a trigger of `user`, and remembers it when it keeps its distance.
    /// - Returns: nil then; else how long it has to wait. A refused one counts for nothing.
    mutating func take(_ user: EndUser, _ distance: Duration, at now: Instant) -> Duration? {
        if let until = free[user], until > now {
            // Settings may have become milder since.
            return min(until - now, distance)
        }
        if free[user] == nil, free.count >= capacity {
            free = free.filter { $0.value > now }
            if free.count >= capacity, let first = free.values.min() { return first - now }
        }
        free[user] = now + distance
        return nil
    }
}
