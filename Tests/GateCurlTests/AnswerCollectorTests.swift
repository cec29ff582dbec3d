import GateCore
import Testing

@testable import GateCurl

@Suite("Putting an answer together")
struct AnswerCollectorTests {
    private func take(_ line: String, into answer: inout AnswerCollector) -> Bool {
        Array(line.utf8).withUnsafeBytes { answer.take(headerLine: $0) }
    }

    private func take(body: String, into answer: inout AnswerCollector) -> Bool {
        Array(body.utf8).withUnsafeBytes { answer.take(body: $0) }
    }

    @Test("A status line begins the headers anew, and values lose the blanks around them")
    func anew() {
        var answer = AnswerCollector(maxBodyBytes: 10)
        for line in [
            "HTTP/1.1 100 Continue\r\n", "A: 1\r\n", "\r\n", "HTTP/2 200 \r\n", "b:\t x y \r\n",
            "c:\r\n",
            "no colon\r\n",
        ] {
            #expect(take(line, into: &answer))
        }
        let whole = answer.answer(status: 200)
        #expect(whole.headers.map(\.name) == ["b", "c"])
        #expect(whole.headers.map(\.value) == ["x y", ""])
    }

    @Test("Trailers do not become headers")
    func trailers() {
        var answer = AnswerCollector(maxBodyBytes: 10)
        #expect(take("HTTP/1.1 200 OK\r\n", into: &answer))
        #expect(take(body: "x", into: &answer))
        #expect(take("Location: elsewhere\r\n", into: &answer))
        #expect(answer.answer(status: 200).headers.isEmpty)
    }

    @Test("A body may be as long as allowed, and not a byte longer")
    func bodyLimit() {
        var answer = AnswerCollector(maxBodyBytes: 3)
        #expect(take(body: "ab", into: &answer))
        #expect(take(body: "c", into: &answer))
        #expect(!answer.overflowed)
        #expect(!take(body: "d", into: &answer))
        #expect(answer.overflowed)
    }

    @Test("Interim answers cannot get around the limit on headers")
    func headerLimit() {
        var answer = AnswerCollector(maxBodyBytes: 0)
        let line = "X: " + String(repeating: "a", count: 1021)
        for _ in 0..<32 {
            #expect(
                take("HTTP/1.1 100 Continue" + String(repeating: " ", count: 1003), into: &answer))
            #expect(take(line, into: &answer))
        }
        #expect(!take("X: y", into: &answer))
        #expect(answer.overflowed)
    }
}
