/// The invisible characters that say in which direction text is shown.
///
/// Source: UAX #9, section 2.
enum BidiControl {
    /// U+202E.
    case rightToLeft
    /// U+202D.
    case leftToRight
    /// U+202A, U+202B.
    case embedding
    /// U+2066 to U+2068.
    case isolate
    /// U+202C.
    case pop
    /// U+2069.
    case popIsolate

    /// The control that begins at `start`, or nil. All have three bytes.
    @inline(__always)
    init?(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard start[0] == 0xE2, count >= 3 else { return nil }
        switch (start[1], start[2]) {
        case (0x80, 0xAE): self = .rightToLeft
        case (0x80, 0xAD): self = .leftToRight
        case (0x80, 0xAA), (0x80, 0xAB): self = .embedding
        case (0x80, 0xAC): self = .pop
        case (0x81, 0xA6), (0x81, 0xA7), (0x81, 0xA8): self = .isolate
        case (0x81, 0xA9): self = .popIsolate
        default: return nil
        }
    }

    /// The next right-to-left override.
    static func firstOverride(
        in base: UnsafePointer<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        let raw = UnsafeRawPointer(base)
        var place = start
        while place + 3 <= end {
            if place + 8 <= end {
                let chunk = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if chunk & 0x8080_8080_8080_8080 == 0 {
                    place += 8
                    continue
                }
            }
            // By the last byte first: it is the rarest of the three.
            let limit = min(place + 8, end - 2)
            while place < limit {
                if base[place + 2] == 0xAE, base[place + 1] == 0x80, base[place] == 0xE2 {
                    return place
                }
                place += 1
            }
        }
        return nil
    }
}
