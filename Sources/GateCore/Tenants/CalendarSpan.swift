/// One calendar day or month, where somebody is.
public struct CalendarSpan: Hashable, Sendable {
    /// Which of the two.
    public enum Unit: String, Sendable { case day, month }

    public let unit: Unit
    /// The civil date that it begins with, as if it were one in UTC.
    public let date: Timestamp
    /// Its first instant.
    public let start: Timestamp
    /// The first instant of the next one.
    public let end: Timestamp

    /// Describes one span; see the properties.
    public init(unit: Unit, date: Timestamp, start: Timestamp, end: Timestamp) {
        self.unit = unit
        self.date = date
        self.start = start
        self.end = end
    }
}
