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

    /// Folds 64 bytes, if all are ASCII; at an aligned place only.
    @inline(__always)
    mutating func putBlock(_ raw: UnsafeRawPointer) -> Bool {
        var any: UInt64 = 0
        for lane in 0..<8 { any |= raw.loadUnaligned(fromByteOffset: 8 &* lane, as: UInt64.self) }
        if any & 0x8080_8080_8080_8080 != 0 { return false }
        var (word, digit, symbol, again): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let target = UnsafeMutableRawPointer(bytes + count)
        for lane in 0..<8 {
            let kinds = LaneKinds(
                raw.loadUnaligned(fromByteOffset: 8 &* lane, as: UInt64.self), after: previous)
            target.storeBytes(of: kinds.lower, toByteOffset: 8 &* lane, as: UInt64.self)
            previous = kinds.lower &>> 56
            let shift = UInt64(truncatingIfNeeded: 8 &* lane)
            word |= kinds.wordBits &<< shift
            digit |= kinds.digitBits &<< shift
            symbol |= kinds.symbolBits &<< shift
            again |= kinds.repeatBits &<< shift
        }
        let number = count &>> 6
        words[number] = word
        digits[number] = digit
        symbols[number] = symbol
        repeats[number] = again
        count &+= 64
        return true
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
