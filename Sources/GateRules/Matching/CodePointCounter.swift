/// Turns byte offsets into code point offsets, for offsets that do not descend.
struct CodePointCounter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var count = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// How many code points begin before the byte at `offset`.
    mutating func codePoints(before offset: Int) -> Int {
        count += Self.count(bytes[place..<offset])
        place = offset
        return count
    }

    /// How many code points begin in `bytes`.
    static func count(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
