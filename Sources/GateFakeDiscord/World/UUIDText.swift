import GateCore

/// Random UUIDs (version 4) out of a `RandomSource`, so that a seeded run repeats them.
///
/// Source: RFC 9562, section 5.4.
enum UUIDText {
    /// 36 characters, lower case.
    static func make(_ random: any RandomSource) -> String {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = Array(padded(high) + padded(low))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
            .joined(separator: "-")
    }

    private static func padded(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
