import CLanes

/// Writes folded bytes, and the bits that tell what they are. Holds bare pointers, so that
/// the loop that uses it keeps them in registers. Bits are gathered until 64 are there.
struct FoldWriter {
    private let bytes: UnsafeMutablePointer<UInt8>
    private let masks: FoldMasks
    /// Whether digits, symbols and repeated letters are wanted.
    private let hasSigns: Bool
    /// How many bytes were written.
    private(set) var count = 0
    /// The bits of the bytes behind the last whole word of bits.
    private var pending = LaneBits()
    private var previous: UInt8 = 0

    /// What `putBlock` reads and writes, at most, beyond what it is asked for.
    static let reach = 88

    init(_ bytes: UnsafeMutablePointer<UInt8>, _ masks: FoldMasks, hasSigns: Bool) {
        self.bytes = bytes
        self.masks = masks
        self.hasSigns = hasSigns
    }

    /// Folds ASCII bytes, 64 at most, up to the first byte that is none; answers how many.
    /// - Parameters:
    ///   - start: where they stand.
    ///   - rest: how many bytes are left of the text.
    @inline(__always)
    mutating func putBlock(_ start: UnsafePointer<UInt8>, _ rest: Int) -> Int {
        let target = bytes + count
        var source = start
        if rest <= 64 {
            // The end of the text, with zeros behind: they are nothing.
            target.update(from: start, count: rest)
            (target + rest).update(repeating: 0, count: Self.reach &- rest)
            source = UnsafePointer(target)
        }
        let lanes = pg_fold_lanes(source, target, hasSigns)
        var bits = LaneBits(lanes, isAfter: target[0] == previous)
        let length = min(lanes.wide.trailingZeroBitCount, rest)
        if length < 64 { bits.keep(length) }
        if length > 0 {
            note(bits, length)
            previous = bytes[count &- 1]
        }
        return length
    }

    /// Folds up to eight ASCII bytes; those behind `length` are zero.
    @inline(__always)
    mutating func put(_ chunk: UInt64, _ length: Int) {
        let kinds = LaneKinds(chunk, after: UInt64(previous))
        UnsafeMutableRawPointer(bytes + count).storeBytes(of: kinds.lower, as: UInt64.self)
        note(kinds.bits, length)
        previous = bytes[count &- 1]
    }

    /// Writes one code point that is not ASCII; answers how many bytes it took.
    @inline(__always)
    mutating func put(codePoint: UInt32, isWord: Bool) -> Int {
        let written = CodePoint.encode(codePoint, to: bytes + count)
        var bits = LaneBits()
        if isWord { bits.words = (1 &<< UInt64(truncatingIfNeeded: written)) &- 1 }
        note(bits, written)
        previous = 0
        return written
    }

    /// Notes what the next `length` bytes are, 64 at most.
    @inline(__always)
    private mutating func note(_ bits: LaneBits, _ length: Int) {
        let shift = UInt64(truncatingIfNeeded: count & 63)
        pending.insert(bits, at: shift)
        if Int(shift) &+ length >= 64 {
            masks.store(pending, at: count &>> 6)
            pending = bits.behind(64 &- shift)
        }
        count &+= length
    }

    /// Writes what is left, and the zeros that end it.
    @inline(__always)
    func finish() {
        masks.store(pending, at: count &>> 6)
        (bytes + count).update(repeating: 0, count: FoldedText.padding)
    }
}
