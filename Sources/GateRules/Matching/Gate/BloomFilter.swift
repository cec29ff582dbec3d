/// A blocked Bloom filter: three bits in one 64-bit word, so that a question costs one
/// load that waits for no other. 24 bits a key let one word in 250 pass that should not.
struct BloomFilter: Sendable {
    private let words: Table<UInt64>
    private let shift: UInt64

    /// - Parameter keys: hashes, well mixed.
    init(_ keys: [UInt64]) {
        var bits = 4
        while (1 << bits) * 64 < keys.count * 24 { bits += 1 }
        shift = UInt64(64 - bits)
        words = Table(repeating: 0, count: 1 << bits)
        for key in keys { words.base[Int(key &>> shift)] |= Self.mask(key) }
    }

    /// False when `key` is certainly not among the keys.
    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool { probe.mayHold(key) }

    /// For loops, which have no time to look for the words each time. To be used while the
    /// filter lives.
    @inline(__always)
    var probe: Probe { Probe(words: UnsafePointer(words.base), shift: shift) }

    /// The filter's words.
    struct Probe: BitwiseCopyable {
        fileprivate let words: UnsafePointer<UInt64>
        fileprivate let shift: UInt64

        /// False when `key` is certainly not among the keys.
        @inline(__always)
        func mayHold(_ key: UInt64) -> Bool {
            ~words[Int(truncatingIfNeeded: key &>> shift)] & BloomFilter.mask(key) == 0
        }
    }

    @inline(__always)
    fileprivate static func mask(_ key: UInt64) -> UInt64 {
        1 &<< (key & 63) | 1 &<< (key &>> 6 & 63) | 1 &<< (key &>> 12 & 63)
    }

    /// In bytes.
    var size: Int { words.count * 8 }
}
