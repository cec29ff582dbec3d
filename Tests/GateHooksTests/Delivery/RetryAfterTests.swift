import GateCore
import Testing

@testable import GateHooks

@Suite struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT
    private let now = Timestamp(milliseconds: 784_111_777_000)

    @Test("reads seconds and dates")
    func read() {
        #expect(RetryAfter.read("120", now: now) == .seconds(120))
        #expect(RetryAfter.read("Sun, 06 Nov 1994 08:50:07 GMT", now: now) == .seconds(30))
        #expect(RetryAfter.read("Mon, 07 Nov 1994 08:49:37 GMT", now: now) == .seconds(86_400))
    }

    @Test(
        "takes nothing else",
        arguments: [
            "", "0", "-5", "1.5", "soon", "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Xyz 1994 08:49:37 GMT",
            "1994-11-06T09:00:00Z",
            "99999999999999999999",
        ])
    func refused(text: String) {
        #expect(RetryAfter.read(text, now: now) == nil)
    }

    @Test("a huge number does not overflow")
    func huge() {
        #expect(RetryAfter.read("9223372036854775807", now: now) == .seconds(1 << 32))
    }
}
