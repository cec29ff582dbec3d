import GateCore
import Testing

@testable import GateDiscord

@Suite("Answers that Discord holds against an address")
struct InvalidAnswersTests {
    private func at(_ seconds: Int64) -> Instant { Instant(sinceStart: .seconds(seconds)) }

    private func answer(_ status: Int) -> HTTPAnswer {
        HTTPAnswer(status: status, headers: [], body: [])
    }

    @Test("401, 403 and 429 count; shared 429 and everything else do not")
    func kinds() {
        var answers = InvalidAnswers(limit: 3)
        for status in [200, 204, 400, 404, 500] {
            answers.note(answer(status), shared: false, at: at(0))
        }
        answers.note(answer(429), shared: true, at: at(0))
        answers.note(answer(401), shared: false, at: at(1))
        answers.note(answer(403), shared: false, at: at(2))
        #expect(answers.closedUntil(at(2)) == nil)
        answers.note(answer(429), shared: false, at: at(3))
        #expect(answers.closedUntil(at(3)) == at(601))
    }

    @Test("At the limit it closes, until the oldest is ten minutes old")
    func reopens() {
        var answers = InvalidAnswers(limit: 2)
        answers.note(answer(429), shared: false, at: at(0))
        answers.note(answer(429), shared: false, at: at(100))
        #expect(answers.closedUntil(at(599)) == at(600))
        #expect(answers.closedUntil(at(600)) == nil)
        answers.note(answer(429), shared: false, at: at(600))
        #expect(answers.closedUntil(at(600)) == at(700))
    }
}
