/// Turns byte offsets into code point offsets, for offsets that do not descend.
struct CodePointCounter {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// In ASCII both are the same.
    private let isASCII: Bool
    private var place = 0
    private var count = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        isASCII = all < 0x80
    }

    /// The code points that a range of bytes covers. None may begin before the last one did.
    mutating func span(of range: Range<Int>) -> Range<Int> {
        if isASCII { return range }
        let start = codePoints(before: range.lowerBound)
        return start..<start + Self.count(bytes[range])
    }

    /// How many code points begin before the byte at `offset`.
    mutating func codePoints(before offset: Int) -> Int {
        count += Self.count(bytes[place..<offset])
        place = offset
        return count
    }

    /// How many code points begin in `bytes`.
    static func count(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var count = 0
        // Without branches, so that many bytes are counted at once.
        for byte in UnsafeBufferPointer(rebasing: bytes) {
            count &+= byte & 0xC0 == 0x80 ? 0 : 1
        }
        return count
    }
}
