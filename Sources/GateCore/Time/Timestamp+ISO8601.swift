// Dates by arithmetic on the proleptic Gregorian calendar (Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms"), so that the core needs no Foundation.

extension Timestamp {
    /// `2026-11-23T02:27:12.345Z`: RFC 3339, UTC, with milliseconds.
    public var iso8601: String {
        let time = millisecondOfDay
        let clock =
            "\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):"
            + "\(padded(time / 1000 % 60, 2)).\(padded(time % 1000, 3))"
        return "\(isoDay)T\(clock)Z"
    }

    /// `2026-11-23`: the UTC day.
    public var isoDay: String {
        let date = civil
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    /// The first instant of this UTC day.
    public var startOfDay: Timestamp {
        Timestamp(milliseconds: milliseconds - millisecondOfDay)
    }

    /// The first instant of this UTC month.
    public var startOfMonth: Timestamp {
        let date = civil
        return Timestamp(year: date.year, month: date.month, day: 1)
    }

    /// The first instant of the UTC month after this one.
    public var startOfNextMonth: Timestamp {
        let date = civil
        return date.month == 12
            ? Timestamp(year: date.year + 1, month: 1, day: 1)
            : Timestamp(year: date.year, month: date.month + 1, day: 1)
    }

    /// Midnight, UTC, of a civil date.
    public init(year: Int64, month: Int64, day: Int64) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(milliseconds: (era * 146_097 + dayOfEra - 719_468) * 86_400_000)
    }

    /// Reads RFC 3339: a day (`2026-11-23`, its first instant), or a day and a time with
    /// `Z` or an offset. A text of any other shape, or a date that no calendar has, is nil.
    public init?(iso8601 text: String) {
        let pattern = /(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d)))?/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        let day = Timestamp(
            year: number(match.1), month: number(match.2), day: number(match.3))
        guard day.isoDay == "\(match.1)-\(match.2)-\(match.3)",
            number(match.4) < 24, number(match.5) < 60, number(match.6) < 61
        else { return nil }
        let fraction = (match.7.map(String.init) ?? "").prefix(3)
        let millisecond = number(Substring(fraction + String(repeating: "0", count: 3 - fraction.count)))
        let sign: Int64 = match.9 == "-" ? -1 : 1
        let offset = sign * (number(match.10) * 60 + number(match.11)) * 60_000
        let time = (number(match.4) * 3600 + number(match.5) * 60 + number(match.6)) * 1000
        self.init(milliseconds: day.milliseconds + time + millisecond - offset)
    }

    private var millisecondOfDay: Int64 {
        let rest = milliseconds % 86_400_000
        return rest < 0 ? rest + 86_400_000 : rest
    }

    private var civil: (year: Int64, month: Int64, day: Int64) {
        let days = (milliseconds - millisecondOfDay) / 86_400_000 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
