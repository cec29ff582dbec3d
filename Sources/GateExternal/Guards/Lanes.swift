/// How many calls are made at once, and who waits: a value that knows numbers, not tasks.
struct Lanes: Sendable {
    /// What becomes of one who comes.
    enum Entry: Hashable, Sendable { case inside, waiting, full }

    private let places: Int
    private let longestQueue: Int
    private(set) var inside = 0
    private var queue: [UInt64] = []

    /// - Parameters:
    ///   - places: how many at once.
    ///   - longestQueue: how many may wait.
    init(places: Int, longestQueue: Int) {
        self.places = places
        self.longestQueue = longestQueue
    }

    /// How many wait.
    var waiting: Int { queue.count }

    /// Somebody comes.
    mutating func enter(_ number: UInt64) -> Entry {
        if inside < places {
            inside += 1
            return .inside
        }
        guard queue.count < longestQueue else { return .full }
        queue.append(number)
        return .waiting
    }

    /// Somebody leaves.
    /// - Returns: who has the place now; nil when nobody waits.
    mutating func leave() -> UInt64? {
        guard queue.isEmpty else { return queue.removeFirst() }
        inside -= 1
        return nil
    }

    /// Somebody waits no more.
    /// - Returns: whether they did.
    mutating func giveUp(_ number: UInt64) -> Bool {
        guard let place = queue.firstIndex(of: number) else { return false }
        queue.remove(at: place)
        return true
    }
}
