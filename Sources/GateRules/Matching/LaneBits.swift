import CLanes

/// What up to 64 bytes of a folded text are, a bit for each.
struct LaneBits: BitwiseCopyable {
    /// A letter or digit.
    var words: UInt64 = 0
    /// A digit.
    var digits: UInt64 = 0
    /// A symbol that may stand for a letter.
    var symbols: UInt64 = 0
    /// A letter that stands before it already.
    var repeats: UInt64 = 0

    /// None of these.
    init() {}

    /// - Parameter isAfter: whether the byte before the first one is the same.
    @inline(__always)
    init(_ lanes: pg_lanes, isAfter: Bool) {
        words = lanes.words
        digits = lanes.digits
        symbols = lanes.symbols
        // A bit at the first of two equal letters becomes one at the second.
        repeats = lanes.repeats &<< 1 | (isAfter ? 1 : 0) & words & ~digits
    }

    /// Forgets all but the first `count`, fewer than 64.
    @inline(__always)
    mutating func keep(_ count: Int) {
        let kept = (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
        words &= kept
        digits &= kept
        symbols &= kept
        repeats &= kept
    }

    /// Adds those of the bytes from `place` on.
    @inline(__always)
    mutating func insert(_ bits: LaneBits, at place: UInt64) {
        words |= bits.words &<< place
        digits |= bits.digits &<< place
        symbols |= bits.symbols &<< place
        repeats |= bits.repeats &<< place
    }

    /// Those behind the first `count`, 1 to 64.
    @inline(__always)
    func behind(_ count: UInt64) -> LaneBits {
        var rest = LaneBits()
        rest.words = (words &>> (count &- 1)) &>> 1
        rest.digits = (digits &>> (count &- 1)) &>> 1
        rest.symbols = (symbols &>> (count &- 1)) &>> 1
        rest.repeats = (repeats &>> (count &- 1)) &>> 1
        return rest
    }
}
