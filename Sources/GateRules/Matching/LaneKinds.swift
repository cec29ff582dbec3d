/// What eight ASCII bytes are, found for all eight lanes of a word at once: adding sets a
/// lane's top bit where the byte is in a range, and no sum reaches the next lane.
struct LaneKinds {
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The bytes in lower case.
    let lower: UInt64
    private let word: UInt64
    private let digit: UInt64
    private let symbol: UInt64
    private let again: UInt64

    /// - Parameters:
    ///   - chunk: eight bytes below 0x80, the first in the lowest lane.
    ///   - previous: the folded byte before them.
    @inline(__always)
    init(_ chunk: UInt64, after previous: UInt64) {
        let upper =
            (chunk &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(chunk &+ 0x2525_2525_2525_2525) & Self.tops
        lower = chunk | upper &>> 2
        let letter =
            (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505) & Self.tops
        digit = (chunk &+ 0x5050_5050_5050_5050) & ~(chunk &+ 0x4646_4646_4646_4646) & Self.tops
        word = letter | digit
        // From `!` to `+`, where the symbols are, and `@` and `|`.
        let range = (chunk &+ 0x5F5F_5F5F_5F5F_5F5F) & ~(chunk &+ 0x5454_5454_5454_5454)
        let at = ~((chunk ^ 0x4040_4040_4040_4040) &+ 0x7F7F_7F7F_7F7F_7F7F)
        let bar = ~((chunk ^ 0x7C7C_7C7C_7C7C_7C7C) &+ 0x7F7F_7F7F_7F7F_7F7F)
        symbol = (range | at | bar) & Self.tops
        let change = lower ^ (lower &<< 8 | previous)
        again = ~(change &+ 0x7F7F_7F7F_7F7F_7F7F) & letter
    }

    /// A bit for each lane.
    var bits: LaneBits {
        var bits = LaneBits()
        bits.words = Self.gather(word)
        bits.digits = Self.gather(digit)
        bits.symbols = Self.gather(symbol)
        bits.repeats = Self.gather(again)
        return bits
    }

    /// The top bit of each of eight bytes, gathered into eight bits.
    @inline(__always)
    private static func gather(_ lanes: UInt64) -> UInt64 {
        (lanes &>> 7 &* 0x0102_0408_1020_4080) &>> 56
    }
}
