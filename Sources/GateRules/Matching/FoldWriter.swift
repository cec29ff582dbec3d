/// Writes folded bytes, and the bits that tell what they are. Holds bare pointers, so that
/// the loop that uses it keeps them in registers.
struct FoldWriter {
    private let bytes: UnsafeMutablePointer<UInt8>
    private let words: UnsafeMutablePointer<UInt64>
    private let digits: UnsafeMutablePointer<UInt64>
    private let symbols: UnsafeMutablePointer<UInt64>
    private let repeats: UnsafeMutablePointer<UInt64>
    /// How many bytes were written.
    private(set) var count = 0
    private var previous: UInt64 = 0

    /// - Parameters: where to write; the masks hold zeros.
    init(
        bytes: UnsafeMutablePointer<UInt8>, words: UnsafeMutablePointer<UInt64>,
        digits: UnsafeMutablePointer<UInt64>, symbols: UnsafeMutablePointer<UInt64>,
        repeats: UnsafeMutablePointer<UInt64>
    ) {
        self.bytes = bytes
        self.words = words
        self.digits = digits
        self.symbols = symbols
        self.repeats = repeats
    }

    /// Whether the next byte begins a word of the masks.
    var isAligned: Bool { count & 63 == 0 }

    /// Folds 64 bytes, if all are ASCII; at an aligned place only. Reads one byte more.
    @inline(__always)
    mutating func putBlock(_ raw: UnsafeRawPointer) -> Bool {
        guard Self.isASCII(raw) else { return false }
        var (word, digit, symbol, again): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let target = UnsafeMutableRawPointer(bytes + count)
        for quarter in 0..<4 {
            let offset = 16 &* quarter
            let kinds = BlockKinds(raw + offset)
            target.storeBytes(of: kinds.lower, toByteOffset: offset, as: SIMD16<UInt8>.self)
            let shift = UInt64(truncatingIfNeeded: offset)
            word |= BlockKinds.bits(kinds.word) &<< shift
            digit |= BlockKinds.bits(kinds.digit) &<< shift
            symbol |= BlockKinds.bits(kinds.symbol) &<< shift
            again |= BlockKinds.bits(kinds.repeatsNext) &<< shift
        }
        let number = count &>> 6
        let first = bytes[count]
        words[number] = word
        digits[number] = digit
        symbols[number] = symbol
        // A bit at the first of two equal letters becomes one at the second.
        repeats[number] = repeats[number] | again &<< 1
        if UInt64(first) == previous, word & ~digit & 1 != 0 { repeats[number] |= 1 }
        count &+= 64
        previous = UInt64(bytes[count &- 1])
        return true
    }

    @inline(__always)
    private static func isASCII(_ raw: UnsafeRawPointer) -> Bool {
        let half =
            raw.loadUnaligned(as: SIMD16<UInt8>.self)
            | raw.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        let other =
            raw.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
            | raw.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
        let all = unsafeBitCast(half | other, to: SIMD2<UInt64>.self)
        return (all.x | all.y) & 0x8080_8080_8080_8080 == 0
    }

    /// Folds up to eight ASCII bytes; those behind `length` are zero.
    @inline(__always)
    mutating func put(_ chunk: UInt64, _ length: Int) {
        let kinds = LaneKinds(chunk, after: previous)
        UnsafeMutableRawPointer(bytes + count).storeBytes(of: kinds.lower, as: UInt64.self)
        note(kinds.wordBits, in: words)
        note(kinds.digitBits, in: digits)
        note(kinds.symbolBits, in: symbols)
        note(kinds.repeatBits, in: repeats)
        previous = kinds.lower &>> UInt64(truncatingIfNeeded: 8 &* (length &- 1)) & 0xFF
        count &+= length
    }

    /// Writes one code point that is not ASCII; answers how many bytes it took.
    @inline(__always)
    mutating func put(codePoint: UInt32, isWord: Bool) -> Int {
        let written = CodePoint.encode(codePoint, to: bytes + count)
        if isWord { note((1 &<< UInt64(truncatingIfNeeded: written)) &- 1, in: words) }
        count &+= written
        previous = 0
        return written
    }

    /// Sets up to eight bits from the next byte on.
    @inline(__always)
    private func note(_ bits: UInt64, in mask: UnsafeMutablePointer<UInt64>) {
        let shift = UInt64(truncatingIfNeeded: count & 63)
        mask[count &>> 6] |= bits &<< shift
        if shift > 56 { mask[count &>> 6 &+ 1] |= bits &>> (64 &- shift) }
    }
}
