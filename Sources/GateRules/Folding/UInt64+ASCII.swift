/// Eight bytes at a time, the first the lowest.
extension UInt64 {
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// The top bit of every byte that is no ASCII character on paper: beyond ASCII or a
    /// control. Exact up to the first such byte; behind it there may be more.
    @inline(__always)
    private var unusual: UInt64 {
        (self | (self &+ Self.all(1)) | ((self &- Self.all(0x20)) & ~self)) & Self.tops
    }

    /// Whether all are ASCII and no controls.
    @inline(__always)
    var isPlainASCII: Bool { unusual == 0 }

    /// How many are ASCII and no controls, up to the first that is not.
    @inline(__always)
    var plainASCIILength: Int { unusual.trailingZeroBitCount &>> 3 }

    /// The plain ASCII bytes in lower case; right up to the first that is not plain.
    @inline(__always)
    var lowercasedASCII: UInt64 {
        let low = self & ~Self.tops
        let fromA = low &+ Self.all(0x80 - 0x41)
        let aboveZ = low &+ Self.all(0x7F - 0x5A)
        return self | ((fromA ^ aboveZ) & ~self & Self.tops) &>> 2
    }
}
