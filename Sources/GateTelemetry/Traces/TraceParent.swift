/// Where in which trace somebody stands.
///
/// Source: W3C Trace Context, Recommendation of 23 November 2021.
public struct TraceParent: Hashable, Sendable {
    /// The header's name.
    public static let header = "traceparent"

    let trace: (high: UInt64, low: UInt64)
    let span: UInt64
    let isSampled: Bool

    init(trace: (high: UInt64, low: UInt64), span: UInt64, isSampled: Bool) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
    }

    /// Reads a header; nil for one that has to be ignored.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, let version = Self.number(parts[0], digits: 2), version != 0xFF,
            version != 0 || parts.count == 4, parts[1].utf8.count == 32,
            let high = Self.number(parts[1].prefix(16), digits: 16),
            let low = Self.number(parts[1].suffix(16), digits: 16),
            let span = Self.number(parts[2], digits: 16),
            let flags = Self.number(parts[3], digits: 2),
            high | low != 0, span != 0
        else { return nil }
        self.init(trace: (high, low), span: span, isSampled: flags & 1 == 1)
    }

    /// The header's value.
    public var text: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    /// 32 hexadecimal digits.
    public var traceID: String { Self.hex(trace.high) + Self.hex(trace.low) }

    /// 16 hexadecimal digits.
    public var spanID: String { Self.hex(span) }

    static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Lower case digits alone: the format knows no other.
    private static func number(_ text: Substring, digits: Int) -> UInt64? {
        let isHex = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        return isHex && text.utf8.count == digits ? UInt64(text, radix: 16) : nil
    }

    public static func == (left: TraceParent, right: TraceParent) -> Bool {
        left.trace == right.trace && left.span == right.span && left.isSampled == right.isSampled
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(trace.high)
        hasher.combine(trace.low)
        hasher.combine(span)
    }
}
