/// Durations as people write them in files: a whole number and a unit.
public enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// The duration that `text` says: `250ms`, `2s`, `5m`, `1h` or `30d`. Nil for anything
    /// else, a bare number included: nobody remembers which unit that would be.
    public static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard let count = Int64(digits), let unit = units.first(where: { $0.name == unit })
        else { return nil }
        let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
        // Beyond 1,000 years nothing is meant, and sums with it would overflow.
        guard !overflow, milliseconds < 31_536_000_000_000 else { return nil }
        return .milliseconds(milliseconds)
    }

    /// The shortest such text, to the millisecond.
    public static func text(_ duration: Duration) -> String {
        let parts = duration.components
        let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        let unit = units.last { milliseconds % $0.milliseconds == 0 && milliseconds > 0 }
        guard let unit else { return "0s" }
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }
}
