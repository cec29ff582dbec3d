import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("Desk", .timeLimit(.minutes(1)))
struct DeskTests {
    @Test("a banned prompt leaves one record and no task")
    func banned() async throws {
        let shop = Workshop(stages: [StageSlot(BannedWordsStage())])
        let problem = await #expect(throws: Problem.self) { try await shop.imagine("blood moon") }
        #expect(problem?.code == .bannedPrompt)
        #expect(problem?.matches.first?.span == [0, 5])
        #expect(shop.store.taskRecords.isEmpty)
        #expect(shop.store.auditRecords.map(\.outcome) == [.blocked])
        #expect(shop.store.auditRecords.first?.endedBy == "banned_words")
    }

    @Test("an accepted prompt leaves a task and a record that name each other")
    func accepted() async throws {
        let shop = Workshop(stages: [StageSlot(BannedWordsStage())])
        let task = try await shop.imagine("a fox")
        let record = try #require(shop.store.auditRecords.first)
        #expect(record.outcome == .accepted)
        #expect(record.task == task.id)
        #expect(task.exchange == record.id)
        #expect(task.triggerID == task.id.rawValue)
    }

    @Test("a full queue says when to come again, and is recorded as such")
    func full() async throws {
        let shop = Workshop(slots: 1, waiting: 0)
        _ = try await shop.imagine("1")
        let problem = await #expect(throws: Problem.self) { try await shop.imagine("2") }
        #expect(problem?.code == .queueFull)
        #expect(problem?.retryAfter != nil)
        #expect(shop.store.auditRecords.map(\.outcome) == [.accepted, .full])
    }

    @Test("positions count who must end or be started first")
    func positions() async throws {
        let shop = Workshop(slots: 1, waiting: 5)
        var positions: [Int] = []
        for prompt in ["1", "2", "3"] {
            var job = Job(.imagine)
            job.prompt = prompt
            let order = TriggerOrder(job, text: prompt)
            positions.append(try await shop.desk.submit(order, caller: shop.caller).position)
        }
        #expect(positions == [0, 1, 2])
    }

    @Test("each text of a call is judged and recorded, in order")
    func texts() async throws {
        let shop = Workshop(stages: [StageSlot(BannedWordsStage())])
        let judged = try await shop.desk.moderate(["a fox", "blood"], caller: shop.caller)
        #expect(judged.map(\.action) == [.allow, .block])
        #expect(shop.store.auditRecords.map(\.prompt) == ["a fox", "blood"])
    }

    @Test("the name of a posted file is judged, for it is text that reaches Discord")
    func filename() async throws {
        let shop = Workshop(stages: [StageSlot(BannedWordsStage())])
        await #expect(throws: Problem.self) {
            try await shop.desk.post(uploadFilename: "uuid/blood.png", caller: shop.caller)
        }
        let url = try await shop.desk.post(uploadFilename: "uuid/1.png", caller: shop.caller)
        #expect(url.hasSuffix("uuid/1.png"))
        #expect(shop.store.auditRecords.map(\.kind) == ["message", "message"])
    }

    @Test("a file's name on Discord is the gateway's own, with the extension of its type")
    func upload() async throws {
        let shop = Workshop()
        let kept = try await shop.desk.upload(
            bytes: [1], contentType: "image/webp", caller: shop.caller)
        #expect(kept.file.uploadFilename == "uuid/\(kept.triggerID).webp")
    }

    @Test("another tenant's task, message and job are not there")
    func isolation() async throws {
        let shop = Workshop()
        let task = try await shop.imagine("a fox")
        let other = Caller(
            tenant: Tenant(id: "other", name: "Other", createdAt: shop.time.wall()), key: "k",
            scope: .tenant)
        for attempt in [shop.desk.task, shop.desk.cancel(asAcceptance:caller:)] {
            let problem = await #expect(throws: Problem.self) {
                _ = try await attempt(task.id.rawValue, other)
            }
            #expect(problem?.code == .notFound)
        }
        let order = TriggerOrder(Job(.reset), triggerID: task.triggerID, text: "")
        let problem = await #expect(throws: Problem.self) {
            try await shop.desk.submit(order, caller: other)
        }
        #expect(problem?.code == .notFound)
    }

    @Test("cancelling is answered honestly: once, and not after the end")
    func cancel() async throws {
        try await Workshop(slots: 1).open { shop in
            _ = try await shop.imagine("1")
            let task = try await shop.imagine("2")
            let ended = try await shop.desk.cancel(task.triggerID, caller: shop.caller)
            #expect(ended.status == .cancelled)
            let problem = await #expect(throws: Problem.self) {
                try await shop.desk.cancel(task.triggerID, caller: shop.caller)
            }
            #expect(problem?.code == .conflict)
        }
    }

    @Test("a wish that waits for the store is answered all the same, and done later")
    func wishWithoutStore() async throws {
        let shop = Workshop(slots: 1)
        let task = try await shop.imagine("1")  // The engine is not at work.
        let cancelling = Task { try await shop.desk.cancel(task.triggerID, caller: shop.caller) }
        await shop.time.waitForSleepers()
        shop.time.advance(by: .seconds(5))
        let problem = await #expect(throws: Problem.self) { try await cancelling.value }
        #expect(problem?.code == .couldNotJudge)
        #expect(problem?.retryAfter == .seconds(5))
        try await shop.open { shop in
            _ = try await shop.task(task.id) { $0.status == .cancelled }
        }
    }
}

extension Desk {
    fileprivate func cancel(asAcceptance name: String, caller: Caller) async throws -> Acceptance {
        Acceptance(try await cancel(name, caller: caller), position: 0)
    }
}
