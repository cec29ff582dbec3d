import GateCore

/// Finds the calendar day or month that a moment is in, where the clocks of a zone count.
///
/// A date begins at the first moment at which the clocks show it or a later one, and lasts
/// until the next begins. So the dates follow each other without a gap, whatever is done to
/// the clocks: where they are set back over midnight the new date goes on, and a date that
/// a country skipped is empty.
struct CivilCalendar: Sendable {
    /// No zone is further from UTC.
    private static let farthest: Int64 = 27 * 3600

    let zone: CivilZone

    /// The day or month that `now` is in.
    func span(_ unit: CalendarSpan.Unit, at now: Timestamp) -> CalendarSpan {
        let seconds = now.seconds
        let shown = Timestamp(milliseconds: (seconds + zone.offset(at: seconds)) * 1000)
        var date = Self.start(unit, shown)
        var next = Self.next(unit, date)
        var end = firstMoment(of: next)
        // Set back over midnight: the clocks show a date that is over.
        while end <= now {
            date = next
            next = Self.next(unit, date)
            end = firstMoment(of: next)
        }
        return CalendarSpan(unit: unit, date: date, start: firstMoment(of: date), end: end)
    }

    /// The first moment at which the clocks show `date` or later.
    private func firstMoment(of date: Timestamp) -> Timestamp {
        let wanted = date.seconds
        let (from, until) = (wanted - Self.farthest, wanted + Self.farthest)
        var (start, offset) = (from, zone.offset(at: from))
        for change in zone.changes(after: from, upTo: until) {
            let moment = max(start, wanted - offset)
            if moment < change.at { return Timestamp(milliseconds: moment * 1000) }
            (start, offset) = (change.at, change.offset)
        }
        return Timestamp(milliseconds: max(start, wanted - offset) * 1000)
    }

    private static func start(_ unit: CalendarSpan.Unit, _ shown: Timestamp) -> Timestamp {
        switch unit {
        case .day: shown.startOfDay
        case .month: shown.startOfMonth
        }
    }

    private static func next(_ unit: CalendarSpan.Unit, _ date: Timestamp) -> Timestamp {
        switch unit {
        case .day: date + .seconds(86_400)
        case .month: date.startOfNextMonth
        }
    }
}
