/// An immutable hash table from keys to postings: open addressing, at most half full, so
/// that a miss, which is what nearly every word of a text is, costs one load.
struct PostingTable: Sendable {
    private struct Slot {
        var key: UInt64 = 0
        var first: UInt32 = 0
        var count: UInt32 = 0
    }

    private let slots: [Slot]
    private let postings: [Posting]
    private let mask: Int

    init(_ entries: [(key: UInt64, posting: Posting)]) {
        let sorted = entries.sorted { ($0.key, $0.posting.term) < ($1.key, $1.posting.term) }
        var size = 16
        while size < sorted.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
        postings = sorted.map(\.posting)
        var place = 0
        while place < sorted.count {
            let key = sorted[place].key
            let end = sorted[place...].firstIndex { $0.key != key } ?? sorted.count
            var slot = Int(truncatingIfNeeded: key) & mask
            while slots[slot].count != 0 { slot = (slot + 1) & mask }
            slots[slot] = Slot(key: key, first: UInt32(place), count: UInt32(end - place))
            place = end
        }
        self.slots = slots
    }

    /// Calls `body` with every posting of `key`.
    func forEach(of key: UInt64, _ body: (Posting) -> Void) {
        var place = Int(truncatingIfNeeded: key) & mask
        while slots[place].count != 0 {
            let slot = slots[place]
            if slot.key == key {
                for posting in postings[Int(slot.first)..<Int(slot.first + slot.count)] {
                    body(posting)
                }
                return
            }
            place = (place + 1) & mask
        }
    }
}
