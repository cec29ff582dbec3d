import Synchronization

/// Makes Discord snowflakes: milliseconds since 2015 in the upper 42 bits, then 22 bits
/// that differ within one millisecond. Used as `nonce`, of which Discord takes up to
/// 25 characters.
///
/// Source: Discord's API reference, "Snowflakes".
public final class SnowflakeSource: Sendable {
    /// The first millisecond of 2015, in milliseconds since 1970.
    public static let epoch: Int64 = 1_420_070_400_000

    private let time: any Timekeeper
    private let last: Mutex<Int64>

    /// - Parameters:
    ///   - time: gives the upper bits.
    ///   - random: gives the first lower bits, so that two processes seldom agree.
    public init(time: any Timekeeper, random: any RandomSource) {
        self.time = time
        last = Mutex(Int64(random.next() & 0x3F_FFFF))
    }

    /// A snowflake larger than any this source gave before, a clock set back included.
    public func next() -> Int64 {
        let stamp = (time.wall().milliseconds - Self.epoch) << 22
        return last.withLock { last in
            last = last < stamp ? stamp | (last & 0x3F_FFFF) : last + 1
            return last
        }
    }
}
