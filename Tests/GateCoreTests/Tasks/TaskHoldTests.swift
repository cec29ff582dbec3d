import Foundation
import Testing

@testable import GateCore

@Suite("Held tasks")
struct TaskHoldTests {
    private func apply(_ event: TaskEvent, to task: TaskRecord, at second: Int64) -> TaskRecord? {
        task.applying(event, at: .second(second), patience: TaskPatience())
    }

    @Test("a task with a reason to wait begins held, and tells it")
    func begins() {
        let task = TaskRecord(
            id: "t", triggerID: "t", tenant: "a", key: "k", job: Job(.imagine), exchange: "e",
            revision: "r", nonce: "n", hold: .example(until: 9), at: .second(0))
        #expect(task.status == .held)
        #expect(task.heldBy == "banned_words")
        #expect(task.hindrance == TaskFailure(.heldForReview, "A human looks at it."))
        #expect(!task.holdsSlot)
        #expect(task.version == 0)
    }

    @Test("once approved it waits like any other, and still tells which stage held it")
    func approved() {
        let queued = apply(.approved, to: .example(.held), at: 199)
        #expect(queued?.status == .queued)
        #expect(queued?.heldBy == "banned_words")
        #expect(queued?.hindrance == nil)
        #expect(queued.flatMap { apply(.dispatching, to: $0, at: 201) }?.status == .dispatching)
    }

    @Test("a denial is a ban with the words of whoever denied")
    func denied() {
        let ended = apply(.denied("Not this one."), to: .example(.held), at: 101)
        #expect(ended?.failure == TaskFailure(.bannedPrompt, "Not this one.", banned: true))
    }

    @Test("it expires at its time, not before, and then nothing can be decided")
    func expires() {
        let held = TaskRecord.example(.held)
        #expect(apply(.expired, to: held, at: 199) == nil)
        #expect(apply(.approved, to: held, at: 200) == nil)
        let ended = apply(.expired, to: held, at: 200)
        #expect(ended?.status == .timedOut)
        #expect(ended?.failure?.code == .couldNotJudge)
        #expect(ended.map { NoticeType(of: $0) } == .error)
        #expect(ended.flatMap { apply(.denied("Late."), to: $0, at: 201) } == nil)
    }

    @Test("another stage may hold it again, for as long as it says")
    func heldAgain() {
        let again = apply(.held(.example("second", until: 900)), to: .example(.held), at: 150)
        #expect(again?.status == .held)
        #expect(again?.heldBy == "second")
        #expect(again.flatMap { apply(.expired, to: $0, at: 899) } == nil)
        #expect(again.flatMap { apply(.expired, to: $0, at: 900) } != nil)
    }

    @Test("a record that an earlier version kept is read as never held")
    func earlierRecords() throws {
        let encoder = JSONEncoder()
        let json = String(decoding: try encoder.encode(TaskRecord.example(.queued)), as: UTF8.self)
        #expect(!json.contains("hold"))
        let task = try JSONDecoder().decode(TaskRecord.self, from: Data(json.utf8))
        #expect(task == .example(.queued))
    }
}
