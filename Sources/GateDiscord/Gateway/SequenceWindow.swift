/// Which of a session's events were seen: a replayed one is told from a late one among the
/// last 1,024, and the highest number, which heartbeats and resuming need, only grows.
struct SequenceWindow: Hashable, Sendable {
    private static let width: Int64 = 1024

    /// The highest number seen; nil before the first.
    private(set) var highest: Int64?
    private var seen = [Int64](repeating: -1, count: Int(Self.width))

    /// Nothing seen yet.
    init() {}

    /// Everything up to and with that number was seen, by an earlier process.
    init(upTo highest: Int64) {
        self.highest = highest
        for number in max(0, highest - Self.width + 1)...max(0, highest) {
            seen[Int(number % Self.width)] = number
        }
    }

    /// Whether the event `number` is to be handed on, which counts as seen from now on.
    mutating func admits(_ number: Int64) -> Bool {
        guard number >= 0, number > (highest ?? 0) - Self.width else { return false }
        let slot = Int(number % Self.width)
        guard seen[slot] != number else { return false }
        seen[slot] = number
        highest = max(highest ?? 0, number)
        return true
    }
}
