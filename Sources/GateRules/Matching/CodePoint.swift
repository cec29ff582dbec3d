/// UTF-8, one code point at a time, for bytes that are known to be valid.
enum CodePoint {
    /// The code point that begins at `start`, and its length in bytes.
    @inline(__always)
    static func decode(_ start: UnsafePointer<UInt8>) -> (value: UInt32, length: Int) {
        let first = UInt32(start[0])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) &<< 6 | UInt32(start[1] & 0x3F), 2) }
        let middle = UInt32(start[1] & 0x3F) &<< 6 | UInt32(start[2] & 0x3F)
        if first < 0xF0 { return ((first & 0x0F) &<< 12 | middle, 3) }
        return ((first & 0x07) &<< 18 | middle &<< 6 | UInt32(start[3] & 0x3F), 4)
    }

    /// Writes a code point; answers how many bytes it took.
    @inline(__always)
    static func encode(_ value: UInt32, to start: UnsafeMutablePointer<UInt8>) -> Int {
        func rest(_ shift: UInt32) -> UInt8 {
            UInt8(truncatingIfNeeded: value &>> shift & 0x3F | 0x80)
        }
        switch value {
        case ..<0x80:
            start[0] = UInt8(truncatingIfNeeded: value)
            return 1
        case ..<0x800:
            start[0] = UInt8(truncatingIfNeeded: value &>> 6 | 0xC0)
            start[1] = rest(0)
            return 2
        case ..<0x1_0000:
            start[0] = UInt8(truncatingIfNeeded: value &>> 12 | 0xE0)
            start[1] = rest(6)
            start[2] = rest(0)
            return 3
        default:
            start[0] = UInt8(truncatingIfNeeded: value &>> 18 | 0xF0)
            start[1] = rest(12)
            start[2] = rest(6)
            start[3] = rest(0)
            return 4
        }
    }
}
