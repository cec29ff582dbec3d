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
    /// it are places in the prompt; nil when that one zone is the whole prompt.
    func masked(_ bytes: UnsafeBufferPointer<UInt8>, keeping zone: PromptZone) -> [UInt8]? {
        if zone == .text && parts.isEmpty { return nil }
        let blank = UInt8(ascii: " ")
        var masked = zone == .text ? Array(bytes) : [UInt8](repeating: blank, count: bytes.count)
        for part in parts {
            for place in part.range {
                if zone == .text { masked[place] = blank }
                if part.zone == zone { masked[place] = bytes[place] }
            }
        }
        return masked
    }

    /// A quick look, so that plain text costs no more than that: every part begins with two
    /// dashes, one long dash, or a colon.
    private static func mayHaveParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            switch (previous, byte) {
            case (UInt8(ascii: "-"), UInt8(ascii: "-")), (UInt8(ascii: ":"), UInt8(ascii: ":")),
                (UInt8(ascii: ":"), UInt8(ascii: "/")), (0xE2, 0x80):
                return true
            default: previous = byte
            }
        }
        return false
    }
}
