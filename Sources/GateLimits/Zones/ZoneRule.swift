import GateCore

/// The rule by which clocks are set year after year, as the footer of a zone file has it:
/// `CET-1CEST,M3.5.0,M10.5.0/3`. Pure.
///
/// Source: POSIX.1-2017, 8.3 (`TZ`), with the wider hours of RFC 9636, section 3.3.1.
struct ZoneRule: Hashable, Sendable {
    /// A day and a time of every year.
    struct YearDay: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// The 1st to 365th day; 29 February has no number.
            case julian(Int64)
            /// The 0th to 365th day.
            case ordinal(Int64)
            /// The 1st to 4th such weekday (0 is Sunday) of a month, or the last (5).
            case weekday(month: Int64, week: Int64, day: Int64)
        }

        let day: Day
        /// Seconds after midnight; may be on another day.
        let time: Int64
    }

    /// Summer time, as many call it: from `start`, by the clock before it, to `end`.
    struct Daylight: Hashable, Sendable {
        let offset: Int64
        let start: YearDay
        let end: YearDay
    }

    /// Seconds ahead of UTC, without summer time.
    let standard: Int64
    /// Nil where the clocks are never set.
    let daylight: Daylight?

    /// The changes after `start` and up to `end`, in order.
    func changes(after start: Int64, upTo end: Int64) -> [CivilZone.Change] {
        guard let daylight, start < end else { return [] }
        // Offsets are hours, so the years of UTC do, with one more on either side.
        let years = (Self.year(of: start) - 1)...(Self.year(of: end) + 1)
        let all = years.flatMap { year in
            [
                // At one moment summer ends before the next begins: it lasts all year then.
                CivilZone.Change(
                    at: daylight.end.seconds(in: year) - daylight.offset, offset: standard),
                CivilZone.Change(
                    at: daylight.start.seconds(in: year) - standard, offset: daylight.offset),
            ]
        }
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element).filter { start < $0.at && $0.at <= end }
    }

    private static func year(of seconds: Int64) -> Int64 {
        // 400 years have 146,097 days; the neighbours of this year are asked for anyway.
        1970 + seconds / 31_556_952
    }
}

extension ZoneRule.YearDay {
    /// The moment in that year, as if the clocks showed UTC.
    fileprivate func seconds(in year: Int64) -> Int64 {
        let first = Timestamp(year: year, month: 1, day: 1).seconds
        switch day {
        case .julian(let number):
            let march = Timestamp(year: year, month: 3, day: 1).seconds
            let isAfterFebruary = number >= 60
            return
                (isAfterFebruary ? march + (number - 60) * 86_400 : first + (number - 1) * 86_400)
                + time
        case .ordinal(let number): return first + number * 86_400 + time
        case .weekday(let month, let week, let day):
            return Self.start(year, month, week, day) + time
        }
    }

    private static func start(
        _ year: Int64, _ month: Int64, _ week: Int64, _ day: Int64
    ) -> Int64 {
        let first = Timestamp(year: year, month: month, day: 1)
        let next = first.startOfNextMonth.seconds
        // 1 January 1970 was a Thursday.
        let weekday = ((first.seconds / 86_400 + 4) % 7 + 7) % 7
        var place = first.seconds + ((day - weekday + 7) % 7 + (week - 1) * 7) * 86_400
        if place >= next { place -= 7 * 86_400 }
        return place
    }
}
