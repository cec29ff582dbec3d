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
    private(set) var parts: [Part] = []

    /// No parts yet.
    init() {}

    /// - Parameter bytes: the prompt, valid UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { read(bytes) }

    /// Reads another prompt, into the same memory.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        parts.removeAll(keepingCapacity: true)
        guard let first = ZoneScanner.nextSign(in: bytes, from: 0) else { return }
        var scanner = ZoneScanner(bytes, from: first, into: parts)
        parts = []
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
        } else {
            masked.append(contentsOf: repeatElement(blank, count: bytes.count))
        }
        masked.withUnsafeMutableBufferPointer { masked in
            guard let target = masked.baseAddress, let source = bytes.baseAddress else { return }
            for part in parts where zone == .text || part.zone == zone {
                let (start, count) = (part.range.lowerBound, part.range.count)
                if zone == .text {
                    (target + start).update(repeating: blank, count: count)
                } else {
                    (target + start).update(from: source + start, count: count)
                }
            }
        }
        return true
    }
}
