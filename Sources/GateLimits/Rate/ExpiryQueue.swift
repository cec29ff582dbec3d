import GateCore

/// Says which of many keys is due first: a binary heap.
struct ExpiryQueue<Key: Sendable>: Sendable {
    /// A key, and when it was due when it was put here.
    struct Item: Sendable {
        let due: Instant
        let key: Key
    }

    private var heap: [Item] = []

    /// The one that is due first.
    var first: Item? { heap.first }

    /// Adds a key.
    mutating func add(_ key: Key, due: Instant) {
        heap.append(Item(due: due, key: key))
        rise(from: heap.count - 1)
    }

    /// Takes the first out.
    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        sink()
    }

    /// Puts the first back, due at another time.
    mutating func postponeFirst(until due: Instant) {
        guard let first = heap.first else { return }
        heap[0] = Item(due: due, key: first.key)
        sink()
    }

    private mutating func rise(from place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].due < heap[parent].due else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child].due < heap[least].due {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}
