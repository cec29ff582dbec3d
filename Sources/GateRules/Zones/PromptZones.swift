/// Tells the zones of a prompt apart.
///
/// A zone that rules do not judge must not become a hole: only what Midjourney itself
/// would not draw leaves the text. An unknown parameter stays text, and so does a known
/// one whose value has not the shape that Midjourney takes (`--style nude`).
struct PromptZones {
    /// One part of the prompt that is not text.
    struct Part: Hashable {
        let zone: PromptZone
        /// UTF-8 bytes of the prompt.
        let range: Range<Int>
    }

    /// All parts that are not text, in order.
    let parts: [Part]

    /// - Parameter bytes: the prompt, valid UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard Self.mayHaveParts(bytes) else {
            parts = []
            return
        }
        var scanner = ZoneScanner(bytes)
        parts = scanner.scan()
    }

    /// The prompt with all zones but one blanked out, of the same length, so that places in
    /// it are places in the prompt. False when the prompt has no such part.
    func mask(
        _ bytes: UnsafeBufferPointer<UInt8>, keeping zone: PromptZone, into masked: inout [UInt8]
    ) -> Bool {
        guard zone == .text || parts.contains(where: { $0.zone == zone }) else { return false }
        let blank = UInt8(ascii: " ")
        masked.removeAll(keepingCapacity: true)
        if zone == .text {
            masked.append(contentsOf: bytes)
            for part in parts { for place in part.range { masked[place] = blank } }
        } else {
            masked.append(contentsOf: repeatElement(blank, count: bytes.count))
            for part in parts where part.zone == zone {
                for place in part.range { masked[place] = bytes[place] }
            }
        }
        return true
    }

    /// A quick look, so that plain text costs no more than that: every part begins with two
    /// dashes, one long dash, or a colon.
    private static func mayHaveParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress, bytes.count > 1 else { return false }
        let raw = UnsafeRawPointer(base)
        var place = 0
        while place &+ 9 <= bytes.count {
            let chunk = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let next = raw.loadUnaligned(fromByteOffset: place &+ 1, as: UInt64.self)
            if Self.holdsZero(chunk ^ Self.dashes | next ^ Self.dashes)
                || Self.holdsZero(chunk ^ Self.colons) || Self.holdsZero(chunk ^ Self.longDashes)
            {
                if startsPart(base, place..<place &+ 8) { return true }
            }
            place &+= 8
        }
        return startsPart(base, place..<bytes.count &- 1)
    }

    private static let dashes: UInt64 = 0x2D2D_2D2D_2D2D_2D2D
    private static let colons: UInt64 = 0x3A3A_3A3A_3A3A_3A3A
    private static let longDashes: UInt64 = 0xE2E2_E2E2_E2E2_E2E2

    /// Whether one of eight bytes is zero (Mycroft, 1987); may be wrong to say so.
    @inline(__always)
    private static func holdsZero(_ chunk: UInt64) -> Bool {
        (chunk &- 0x0101_0101_0101_0101) & ~chunk & 0x8080_8080_8080_8080 != 0
    }

    private static func startsPart(_ base: UnsafePointer<UInt8>, _ places: Range<Int>) -> Bool {
        places.contains { place in
            switch (base[place], base[place + 1]) {
            case (0x2D, 0x2D), (0x3A, 0x3A), (0x3A, 0x2F), (0xE2, 0x80): true
            default: false
            }
        }
    }
}
