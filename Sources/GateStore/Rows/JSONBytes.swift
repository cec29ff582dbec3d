/// A JSON text as it grows. What is written where is its user's business.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    /// The whole text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds one sign: a bracket, a comma, a colon.
    mutating func sign(_ sign: UInt8) { bytes.append(sign) }

    /// Adds what is JSON already.
    mutating func raw(_ text: String) { bytes += text.utf8 }

    /// The same, for what stands in the source.
    mutating func raw(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a string.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: Self.needsEscape) {
            for byte in text.utf8 { append(byte) }
        } else {
            // At one go: nearly every text there is.
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: raw(#"\n"#)
        case 0..<0x20: escape(byte)
        default: bytes.append(byte)
        }
    }

    private mutating func escape(_ byte: UInt8) {
        let digits = String(byte, radix: 16)
        raw(digits.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)")
    }
}
