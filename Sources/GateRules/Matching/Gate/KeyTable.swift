/// An immutable hash table from keys to leads: open addressing, and a Bloom filter before
/// it, which stops nearly every token of an ordinary text.
final class KeyTable: Sendable {
    private struct Slot: BitwiseCopyable {
        var key: UInt64 = 0
        var first: UInt32 = 0
        var count: UInt32 = 0
    }

    private let filter: BloomFilter
    private let slots: Table<Slot>
    private let leads: Table<Lead>
    private let mask: Int
    let isEmpty: Bool

    init(_ entries: [(key: UInt64, lead: Lead)]) {
        let sorted = entries.sorted { ($0.key, $0.lead.term) < ($1.key, $1.lead.term) }
        var keys: [(key: UInt64, first: Int, count: Int)] = []
        for (place, entry) in sorted.enumerated() {
            if keys.last?.key == entry.key {
                keys[keys.count - 1].count += 1
            } else {
                keys.append((entry.key, place, 1))
            }
        }
        var size = 16
        while size * 2 < keys.count * 3 { size *= 2 }
        slots = Table(repeating: Slot(), count: size)
        mask = size - 1
        leads = Table(
            sorted.map(\.lead), orElse: Lead(term: 0, kind: .somewhere))
        filter = BloomFilter(keys.map(\.key))
        isEmpty = entries.isEmpty
        for key in keys {
            var place = Int(truncatingIfNeeded: key.key) & mask
            while slots.base[place].count != 0 { place = (place + 1) & mask }
            slots.base[place] = Slot(
                key: key.key, first: UInt32(key.first), count: UInt32(key.count))
        }
    }

    /// False when nothing has this key.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool { filter.mayHold(key) }

    /// The same for loops, while the table lives.
    @inline(__always)
    var probe: BloomFilter.Probe { filter.probe }

    /// Everything that has this key.
    @inline(__always)
    func leads(of key: UInt64) -> UnsafeBufferPointer<Lead> {
        var place = Int(truncatingIfNeeded: key) & mask
        while slots.base[place].count != 0 {
            let slot = slots.base[place]
            if slot.key == key {
                return UnsafeBufferPointer(
                    start: leads.base + Int(slot.first), count: Int(slot.count))
            }
            place = (place &+ 1) & mask
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// In bytes.
    var size: Int {
        filter.size + slots.count * MemoryLayout<Slot>.stride
            + leads.count * MemoryLayout<Lead>.stride
    }
}
