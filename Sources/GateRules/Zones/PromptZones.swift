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
        // No branch inside, so that the compiler looks at sixteen bytes at once.
        var found: UInt8 = 0
        for place in 0..<bytes.count &- 1 {
            let byte = base[place]
            let next = base[place &+ 1]
            let dashes: UInt8 = byte == 0x2D && next == 0x2D ? 1 : 0
            let long: UInt8 = byte == 0xE2 && next == 0x80 ? 1 : 0
            let colons: UInt8 = byte == 0x3A && (next == 0x3A || next == 0x2F) ? 1 : 0
            found |= dashes | long | colons
        }
        return found != 0
    }
}
