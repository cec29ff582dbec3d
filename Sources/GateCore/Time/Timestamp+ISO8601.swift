// Dates by arithmetic on the proleptic Gregorian calendar (Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms"), so that the core needs no Foundation.

extension Timestamp {
    /// `2026-11-23T02:27:12.345Z`: RFC 3339, UTC, with milliseconds. Years that RFC 3339
    /// has no form for come out with a sign (`-0044`) or more digits, and are not read back.
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

    /// `2026-11-23T02:00:00Z`: the UTC hour, by its first instant.
    public var isoHour: String { "\(isoDay)T\(padded(millisecondOfDay / 3_600_000, 2)):00:00Z" }

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
    /// Digits after the milliseconds are dropped; a leap second is the second after it.
    public init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard let day = reader.day() else { return nil }
        if reader.isAtEnd {
            self = day
            return
        }
        guard reader.mark("T", "t", " ") != nil, let time = reader.timeOfDay(),
            let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        self.init(milliseconds: day.milliseconds + time - offset)
    }

    private var millisecondOfDay: Int64 {
        let rest = milliseconds % 86_400_000
        return rest < 0 ? rest + 86_400_000 : rest
    }

    fileprivate var civil: (year: Int64, month: Int64, day: Int64) {
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
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}

extension DigitReader {
    /// `2026-11-23`, as its first instant.
    fileprivate mutating func day() -> Timestamp? {
        guard let year = number(4), mark("-") != nil, let month = number(2), mark("-") != nil,
            let day = number(2)
        else { return nil }
        let stamp = Timestamp(year: year, month: month, day: day)
        // The arithmetic takes the 31st of April for the 1st of May.
        return stamp.civil == (year, month, day) ? stamp : nil
    }

    /// `02:27:12.345`, in milliseconds.
    fileprivate mutating func timeOfDay() -> Int64? {
        guard let hour = number(2), hour < 24, mark(":") != nil,
            let minute = number(2), minute < 60, mark(":") != nil,
            let second = number(2), second < 61
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1000
        guard mark(".") != nil else { return whole }
        return thousandths().map { whole + $0 }
    }

    /// `Z`, or `+02:00`, in milliseconds ahead of UTC.
    fileprivate mutating func offset() -> Int64? {
        guard let sign = mark("Z", "z", "+", "-") else { return nil }
        guard sign == "+" || sign == "-" else { return 0 }
        guard let hours = number(2), hours < 24, mark(":") != nil,
            let minutes = number(2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == "-" ? -60_000 : 60_000)
    }
}
