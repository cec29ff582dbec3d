/// A hash that is the same in every run, unlike `Hasher`'s.
///
/// Source: FNV-1a, 64 bits (Fowler, Noll, Vo).
enum StableHash {
    static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
    }
}
