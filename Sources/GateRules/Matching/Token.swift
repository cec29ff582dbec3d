/// One word of a text as the index sees it: where it is, and what it hashes to in any
/// letter case.
struct Token {
    /// The first byte.
    var start: Int
    /// One past the last byte.
    var end: Int
    /// Over all folded code points.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The first three folded code points, 21 bits each.
    var head: UInt64 = 0
    /// The last three folded code points, 21 bits each.
    var tail: UInt64 = 0
    /// How many code points.
    var count = 0

    init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// A token of these code points, for building the index.
    init(folded: [UInt32]) {
        self.init(start: 0, end: 0)
        for value in folded { append(value) }
    }

    /// Takes in one more folded code point.
    mutating func append(_ folded: UInt32) {
        hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
        if count < 3 { head = head << 21 | UInt64(folded) }
        tail = (tail << 21 | UInt64(folded)) & (1 << 63 - 1)
        count += 1
    }
}
