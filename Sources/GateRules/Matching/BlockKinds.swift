/// What sixteen ASCII bytes are. Sums and bit operations on vectors compile to single
/// instructions; comparisons of vectors, and gathering their bits, do not (a loop with
/// masks took 17 times as long), so a range is tested by the top bit of a sum, and bits
/// are gathered by a multiplication.
struct BlockKinds {
    /// The bytes in lower case.
    let lower: SIMD16<UInt8>
    /// The top bit of each byte: a letter or digit; a digit; a symbol; the same letter as
    /// the byte behind it.
    let word: SIMD16<UInt8>
    let digit: SIMD16<UInt8>
    let symbol: SIMD16<UInt8>
    let repeatsNext: SIMD16<UInt8>

    /// - Parameter raw: 17 readable bytes, the first 16 below 0x80.
    @inline(__always)
    init(_ raw: UnsafeRawPointer) {
        let bytes = raw.loadUnaligned(as: SIMD16<UInt8>.self)
        let next = raw.loadUnaligned(fromByteOffset: 1, as: SIMD16<UInt8>.self)
        let tops = SIMD16<UInt8>(repeating: 0x80)
        let upper = Self.isIn(bytes, 0x41, 0x5A) & tops
        lower = bytes | upper &>> SIMD16(repeating: 2)
        let letter = Self.isIn(lower, 0x61, 0x7A) & tops
        digit = Self.isIn(bytes, 0x30, 0x39) & tops
        word = letter | digit
        // From `!` to `+`, where the symbols are, and `@` and `|`.
        symbol =
            (Self.isIn(bytes, 0x21, 0x2B) | Self.isIn(bytes, 0x40, 0x40)
                | Self.isIn(bytes, 0x7C, 0x7C)) & tops
        // Equal but for the bit of letter case; the sum's top bit is set where any other
        // bit differs. A byte behind the block may be of another character.
        let change = (bytes ^ next) & SIMD16(repeating: 0xDF)
        let differs = (change & SIMD16(repeating: 0x7F)) &+ SIMD16(repeating: 0x7F) | change
        repeatsNext = ~differs & letter
    }

    /// The top bit of each byte: whether it is between `first` and `last`.
    @inline(__always)
    private static func isIn(
        _ bytes: SIMD16<UInt8>, _ first: UInt8, _ last: UInt8
    ) -> SIMD16<UInt8> {
        (bytes &+ SIMD16(repeating: 0x80 &- first)) & ~(bytes &+ SIMD16(repeating: 0x7F &- last))
    }

    /// The top bit of each byte, gathered into sixteen bits.
    @inline(__always)
    static func bits(_ bytes: SIMD16<UInt8>) -> UInt64 {
        let halves = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
        return gather(halves.x) | gather(halves.y) &<< 8
    }

    /// The top bit of each of eight bytes, gathered into eight bits.
    @inline(__always)
    static func gather(_ lanes: UInt64) -> UInt64 {
        (lanes &>> 7 &* 0x0102_0408_1020_4080) &>> 56
    }
}
