/// Memory for a bit for each byte of a folded text, of each kind.
struct FoldMasks: BitwiseCopyable {
    /// Bytes of words.
    let words: UnsafeMutablePointer<UInt64>
    /// Letters that stand before them already, digits, and symbols that may stand for a
    /// letter.
    let repeats: UnsafeMutablePointer<UInt64>
    let digits: UnsafeMutablePointer<UInt64>
    let symbols: UnsafeMutablePointer<UInt64>

    /// - Parameter count: how many words of 64 bits.
    init(count: Int) {
        words = .allocate(capacity: 4 * count)
        words.initialize(repeating: 0, count: 4 * count)
        repeats = words + count
        digits = words + 2 * count
        symbols = words + 3 * count
    }

    /// Frees the memory.
    func deallocate() { words.deallocate() }

    @inline(__always)
    func store(_ bits: LaneBits, at place: Int) {
        words[place] = bits.words
        repeats[place] = bits.repeats
        digits[place] = bits.digits
        symbols[place] = bits.symbols
    }
}
