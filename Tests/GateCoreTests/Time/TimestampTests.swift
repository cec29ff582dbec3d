import Foundation
import GateCore
import Testing

@Suite("Timestamps and durations")
struct TimestampTests {
    @Test("whole seconds are rounded down, before 1970 too")
    func seconds() {
        let expected: [(Int64, Int64)] = [
            (0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2),
        ]
        for (milliseconds, seconds) in expected {
            #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
        }
    }

    @Test("sums and differences are exact to the millisecond")
    func arithmetic() {
        let start = Timestamp(milliseconds: 5)
        #expect((start + .milliseconds(-7)).milliseconds == -2)
        #expect((start + .microseconds(1999)).milliseconds == 6)
        #expect(start + .seconds(1) - start == .seconds(1))
        #expect(start < start + .milliseconds(1))
    }

    @Test("it is coded as a plain number")
    func coding() throws {
        let moments = [Timestamp(milliseconds: -3), Timestamp(milliseconds: 1_790_000_000_000)]
        let data = try JSONEncoder().encode(moments)
        #expect(String(decoding: data, as: UTF8.self) == "[-3,1790000000000]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: data) == moments)
    }

    @Test("a duration's milliseconds and microseconds are rounded towards zero")
    func units() {
        #expect(Duration.nanoseconds(1_999_999).milliseconds == 1)
        #expect(Duration.nanoseconds(-1_999_999).milliseconds == -1)
        #expect(Duration.nanoseconds(1_999_999).microseconds == 1999)
        #expect(Duration.seconds(3).microseconds == 3_000_000)
    }

    @Test("Retry-After is rounded up to whole seconds, and is at least one")
    func retryAfter() {
        let expected: [(Duration, Int64)] = [
            (.seconds(-5), 1), (.zero, 1), (.nanoseconds(1), 1), (.seconds(1), 1),
            (.seconds(1) + .nanoseconds(1), 2), (.milliseconds(1500), 2), (.seconds(60), 60),
            (.seconds(59) + .microseconds(1), 60),
        ]
        for (duration, seconds) in expected {
            #expect(duration.retryAfterSeconds == seconds, "\(duration)")
        }
    }

    @Test("the machine's monotonic clock never goes back, and its sleep is not short")
    func systemTime() async throws {
        let time = SystemTime()
        let start = time.now()
        try await time.sleep(for: .milliseconds(1))
        #expect(time.now() - start >= .milliseconds(1))
        #expect(time.wall() > stamp("2024-01-01"))
    }
}
