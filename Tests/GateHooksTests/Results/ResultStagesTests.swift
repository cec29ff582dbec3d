import GateCore
import GateTestKit
import Logging
import Testing

@Suite(.timeLimit(.minutes(1))) struct ResultStagesTests {
    private struct Append: ResultStage {
        static let kind: StageKind = "append"
        let text: String
        func process(
            _ result: TaskResult, of exchange: ResultExchange
        ) async throws -> TaskResult {
            var next = result
            next.content += text
            return next
        }
    }

    private struct Broken: ResultStage {
        static let kind: StageKind = "broken"
        func process(
            _ result: TaskResult, of exchange: ResultExchange
        ) async throws -> TaskResult {
            throw StoreError(.unavailable, "no disk")
        }
    }

    private struct Hung: ResultStage {
        static let kind: StageKind = "hung"
        let time: ManualTime
        func process(
            _ result: TaskResult, of exchange: ResultExchange
        ) async throws -> TaskResult {
            try await time.sleep(for: .seconds(1_000_000))
            return TaskResult(messageID: "lost")
        }
    }

    private func stages(_ stages: [any ResultStage], _ time: ManualTime) -> ResultStages {
        ResultStages(
            stages.map { ResultSlot($0) }, time: time,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private let exchange = ResultExchange(task: Samples.task(), rules: LiteralRules([]))
    private let start = TaskResult(messageID: "1", content: "a")

    @Test("stages work in order on each other's result")
    func order() async {
        let both = stages([Append(text: "b"), Append(text: "c")], ManualTime())
        #expect(await both.process(start, of: exchange).content == "abc")
    }

    @Test("a stage that throws leaves the result as it was")
    func throwing() async {
        let all = stages([Append(text: "b"), Broken(), Append(text: "c")], ManualTime())
        #expect(await all.process(start, of: exchange).content == "abc")
    }

    @Test("a stage that hangs is left behind")
    func hanging() async {
        let time = ManualTime()
        let all = stages([Hung(time: time), Append(text: "b")], time)
        async let result = all.process(start, of: exchange)
        await time.waitForSleepers(2)
        time.advance(by: .seconds(3))
        #expect(await result.content == "ab")
    }
}
