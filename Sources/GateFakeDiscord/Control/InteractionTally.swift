import GateCore

/// Counts interactions by nonce, so that a test can tell what was sent twice. Unlike the
/// interactions themselves it forgets none.
struct InteractionTally: Sendable {
    private var received: [String: Int] = [:]
    private var taken: [String: Int] = [:]
    private var nameless = 0

    /// An interaction came, whatever became of it.
    mutating func received(nonce: String?) {
        if let nonce { received[nonce, default: 0] += 1 } else { nameless += 1 }
    }

    /// An interaction was taken, once more or for the first time.
    mutating func taken(nonce: String?) { if let nonce { taken[nonce, default: 0] += 1 } }

    /// `repeated` and `taken_twice` name the nonces that came, or were taken, more than once.
    var json: JSONValue {
        [
            "received": .int(Int64(received.values.reduce(nameless, +))),
            "nonces": .int(Int64(received.count)), "taken": .int(Int64(taken.count)),
            "repeated": Self.several(received), "taken_twice": Self.several(taken),
        ]
    }

    private static func several(_ counts: [String: Int]) -> JSONValue {
        .object(counts.filter { $0.value > 1 }.mapValues { .int(Int64($0)) })
    }
}
