import GateCore
import Synchronization

/// Counts calls per bucket in windows of one second, and says so in Discord's headers.
///
/// Source: Discord's documentation, "Rate Limits".
final class RateTable: Sendable {
    /// What one call found in its bucket.
    struct Reading: Sendable {
        let bucket: String
        let limit: Int
        /// Calls left in this window; negative when this one was one too many.
        let remaining: Int
        /// The time to the next window.
        let resetAfter: Duration

        var isAllowed: Bool { remaining >= 0 }
    }

    private struct Window {
        var opened: Instant
        var calls: Int
    }

    private static let length: Duration = .seconds(1)
    private static let mostBuckets = 1000
    private let windows = Mutex<[String: Window]>([:])

    /// Counts a call.
    /// - Parameters:
    ///   - bucket: what is counted together.
    ///   - now: when it came.
    ///   - limit: how many a window allows.
    func count(_ bucket: String, at now: Instant, limit: Int) -> Reading {
        windows.withLock { windows in
            if windows.count >= Self.mostBuckets {
                windows = windows.filter { now - $0.value.opened < Self.length }
            }
            var window = windows[bucket] ?? Window(opened: now, calls: 0)
            if now - window.opened >= Self.length { window = Window(opened: now, calls: 0) }
            window.calls += 1
            windows[bucket] = window
            return Reading(
                bucket: bucket, limit: limit, remaining: limit - window.calls,
                resetAfter: Self.length - (now - window.opened))
        }
    }
}

extension RateTable.Reading {
    /// The headers that go with every answer.
    func headers(at wall: Timestamp) -> [(name: String, value: String)] {
        let reset = wall + resetAfter
        return [
            ("X-RateLimit-Limit", String(limit)),
            ("X-RateLimit-Remaining", String(max(0, remaining))),
            ("X-RateLimit-Reset", Self.seconds(reset.milliseconds)),
            ("X-RateLimit-Reset-After", Self.seconds(resetAfter.milliseconds)),
            ("X-RateLimit-Bucket", String(StableHash.of(bucket), radix: 16)),
        ]
    }

    /// 429 for a call too many.
    var refusal: Answer {
        DiscordFault.rateLimited(after: resetAfter, isGlobal: false).answer
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        String(Double(milliseconds) / 1000)
    }
}
