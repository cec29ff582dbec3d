import CLanes

/// Hashes of folded tokens: 64 bits of the first 16 bytes and, for longer tokens, of the
/// last 16. Two tokens with one hash cost a wasted look by PCRE2, nothing else.
enum TokenHash {
    /// Hashes `count` bytes, at least one; 16 bytes from `start` on must be readable. Nearly
    /// all tokens go the same way, whatever their length.
    @inline(__always)
    static func of(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let head = pg_first_bytes(start, min(count, 16))
        let hash = mix(head.first, head.second, count)
        if count <= 16 { return hash }
        let tail = pg_first_bytes(start + count - 16, 16)
        return mix(hash ^ tail.first, tail.second, count)
    }

    /// The hash of two tokens that follow each other; what tokens hash to is mixed already.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        (first &<< 23 | first &>> 41) &+ second
    }

    /// The hash of some bytes, for building tables.
    static func of(_ bytes: some Collection<UInt8>) -> UInt64 {
        let padded = Array(bytes) + [UInt8](repeating: 0, count: 16)
        return padded.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, !bytes.isEmpty else { return 0 }
            return of(start, bytes.count)
        }
    }

    /// The folded multiply of wyhash (Wang Yi, 2019): one multiplication mixes 128 bits.
    @inline(__always)
    private static func mix(_ low: UInt64, _ high: UInt64, _ seed: Int) -> UInt64 {
        let first = low ^ 0xA076_1D64_78BD_642F
        let second = high ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: seed)
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low ^ first
    }
}
