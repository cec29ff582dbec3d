/// Shares out how many webhooks are on their way at once. Pure.
///
/// A receiver earns its parallel places by taking webhooks. One that is new, or failed
/// last, has a single place, and all of those together have half: so that dead
/// receivers, each holding a place until its time-out, cannot take all places.
struct Places {
    private let total: Int
    private let perReceiver: Int
    private var held: [String: Int] = [:]
    private var trusted: Set<String> = []

    /// - Parameters:
    ///   - total: places for all, at least 2.
    ///   - perReceiver: places for a receiver that takes its webhooks.
    init(total: Int = 128, perReceiver: Int = 4) {
        self.total = max(2, total)
        self.perReceiver = max(1, perReceiver)
    }

    /// How many places are taken.
    var taken: Int { held.values.reduce(0, +) }

    /// Whether no place is left for anyone.
    var isFull: Bool { taken >= total }

    /// Takes a place for `receiver`, if there is one.
    mutating func take(_ receiver: String) -> Bool {
        let own = held[receiver, default: 0]
        guard !isFull else { return false }
        if trusted.contains(receiver) {
            guard own < perReceiver else { return false }
        } else {
            guard own == 0, strangers < total / 2 else { return false }
        }
        held[receiver] = own + 1
        return true
    }

    /// Gives a place back, and remembers how the receiver behaved.
    mutating func giveBack(_ receiver: String, succeeded: Bool) {
        held[receiver] = held[receiver].flatMap { $0 > 1 ? $0 - 1 : nil }
        if succeeded {
            if trusted.count >= 10_000 { trusted.removeAll() }  // It is earned anew at once.
            trusted.insert(receiver)
        } else {
            trusted.remove(receiver)
        }
    }

    private var strangers: Int {
        held.reduce(0) { $0 + (trusted.contains($1.key) ? 0 : $1.value) }
    }
}
