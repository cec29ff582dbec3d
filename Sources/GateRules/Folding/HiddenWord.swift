/// A run of tag characters (U+E0020 to U+E007F), which nobody sees and which spell ASCII: a
/// way to hide a word altogether. All have four bytes.
struct HiddenWord {
    /// One past its last byte.
    let end: Int
    /// How many letters and digits it spells.
    let letters: Int

    static let range: ClosedRange<UInt32> = 0xE0020...0xE007F

    /// - Parameters:
    ///   - base: valid UTF-8, of `count` bytes.
    ///   - start: where it begins.
    init(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) {
        var end = start
        var letters = 0
        while end < count, base[end] >= 0x80,
            Self.range.contains(CodePoint.decode(base + end).value)
        {
            if let byte = Self.letter(base + end), byte.isASCIILetter || byte.isASCIIDigit {
                letters += 1
            }
            end += 4
        }
        self.end = end
        self.letters = letters
    }

    /// What a tag character spells, in lower case; nil for the one that ends a run.
    static func letter(_ start: UnsafePointer<UInt8>) -> UInt8? {
        let byte = UInt8(truncatingIfNeeded: CodePoint.decode(start).value & 0x7F)
        return byte == 0x7F ? nil : byte.lowercase
    }
}
