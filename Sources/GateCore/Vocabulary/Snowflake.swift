/// A Discord id: it grows with time, and says when it was made.
///
/// Source: Discord's API reference, "Snowflakes".
public struct Snowflake: Hashable, Sendable, Comparable {
    private static let year2020: Int64 = 1_577_836_800_000

    public let number: UInt64

    /// Reads a decimal id; nil when `text` is none.
    public init?(_ text: String) {
        guard (1...20).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = UInt64(text)
        else { return nil }
        self.number = number
    }

    /// When it was made; nil for a number that is too small to hold a time after 2020, as
    /// servers that only stand for Discord may use.
    public var time: Timestamp? {
        let milliseconds = Int64(number >> 22) + SnowflakeSource.epoch
        return milliseconds > Self.year2020 ? Timestamp(milliseconds: milliseconds) : nil
    }

    /// The id that would have been made that much earlier; zero at the least.
    public func earlier(by duration: Duration) -> Snowflake {
        let step = UInt64(clamping: duration.milliseconds) << 22
        return Snowflake(number: number > step ? number - step : 0)
    }

    private init(number: UInt64) { self.number = number }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
