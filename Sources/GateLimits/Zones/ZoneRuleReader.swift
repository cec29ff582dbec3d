/// Reads `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRuleReader {
    private var rest: Substring.UTF8View

    /// The rule that a text has; nil for a text of any other shape.
    static func rule(_ text: String) -> ZoneRule? {
        var reader = ZoneRuleReader(rest: Substring(text).utf8)
        return reader.rule()
    }

    private mutating func rule() -> ZoneRule? {
        guard name(), let standard = offset() else { return nil }
        guard !rest.isEmpty else { return ZoneRule(standard: standard, daylight: nil) }
        guard name() else { return nil }
        let isOffsetGiven = rest.first.map { $0 != UInt8(ascii: ",") } ?? false
        guard let summer = isOffsetGiven ? offset() : standard + 3600, take(","),
            let start = yearDay(), take(","), let end = yearDay(), rest.isEmpty
        else { return nil }
        return ZoneRule(
            standard: standard,
            daylight: ZoneRule.Daylight(offset: summer, start: start, end: end))
    }

    /// `CET` or `<+0530>`.
    private mutating func name() -> Bool {
        if take("<") {
            rest = rest.drop { $0 != UInt8(ascii: ">") }
            return take(">")
        }
        let letters = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    /// West of Greenwich is positive there, and behind UTC here.
    private mutating func offset() -> Int64? { time().map { -$0 } }

    /// `3`, `-2:30` or `167:00:00`, in seconds.
    private mutating func time() -> Int64? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(upTo: 167) else { return nil }
        var seconds = hours * 3600
        for unit: Int64 in [60, 1] where take(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    private mutating func yearDay() -> ZoneRule.YearDay? {
        guard let day = day() else { return nil }
        guard take("/") else { return ZoneRule.YearDay(day: day, time: 7200) }
        return time().map { ZoneRule.YearDay(day: day, time: $0) }
    }

    private mutating func day() -> ZoneRule.YearDay.Day? {
        if take("J") { return number(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil } }
        guard take("M") else { return number(upTo: 365).map { .ordinal($0) } }
        guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5),
            week > 0, take("."), let day = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, day: day)
    }

    private mutating func number(upTo most: Int64) -> Int64? {
        let digits = rest.prefix(4).prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int64(String(Substring(digits))).flatMap { $0 <= most ? $0 : nil }
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest.removeFirst()
        return true
    }
}
