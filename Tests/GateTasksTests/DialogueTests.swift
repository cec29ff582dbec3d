import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("What the image bot asks", .timeLimit(.minutes(1)))
struct DialogueTests {
    private static let grid = "3a1f8b2c-4d5e-4f60-9a7b-8c9d0e1f2a3b"
    private static let zoom = "MJ::CustomZoom::3a1f8b2c-4d5e-4f60-9a7b-8c9d0e1f2a3b"
    private let modal = Dialogue(
        .modal, interactionID: "7", customID: "MJ::Modal", fieldID: "MJ::Modal::prompt",
        title: "Zoom Out")

    private func pressed(_ customID: String?, _ set: (inout Job) -> Void = { _ in }) -> TaskRecord {
        var job = Job(.modal)
        job.messageID = "grid"
        job.customID = customID
        job.prompt = "a fox, far away"
        set(&job)
        return Sample.queued("1", job: job)
    }

    private func admit(_ task: TaskRecord, _ shop: Workshop) async throws {
        let audit = Sample.audit(of: task)
        _ = try await shop.store.admit(
            task, audit: audit, overflow: audit, room: QueueRoom(slots: 1, waiting: 1))
    }

    private func ask(_ dialogue: Dialogue, _ task: TaskRecord, _ shop: Workshop) {
        var keys = SignalKeys()
        keys.nonce = task.links.nonce
        keys.interactionID = dialogue.interactionID
        shop.hear(TaskSignal(.asked(dialogue), keys: keys))
    }

    @Test("the answer is sent as an interaction of its own, and the result finds the task")
    func answered() async throws {
        let task = pressed(Self.zoom)
        let shop = Workshop()
        try await admit(task, shop)
        try await shop.open { shop in
            _ = try await shop.task(task.id) { $0.status == .submitted }
            ask(modal, task, shop)
            let answered = try await shop.task(task.id) {
                $0.job.dialogue != nil && $0.status == .submitted
            }
            #expect(answered.links.nonce != task.links.nonce)
            #expect(shop.dispatcher.jobs.map(\.dialogue) == [nil, modal])
            // Told again, it is not answered again.
            ask(modal, answered, shop)
            shop.hear(.started, of: answered)
            shop.hear(.finished, of: answered, message: "2")
            let done = try await shop.task(task.id) { $0.status == .finished }
            #expect(done.result?.messageID == "2")
            #expect(shop.dispatcher.jobs.count == 2)
        }
    }

    @Test("a picture's own prompt answers where the call brought none")
    func parent() async throws {
        let task = pressed("MJ::JOB::variation::1::\(Self.grid)") { job in
            job.prompt = nil
            job.parentPrompt = "a fox"
        }
        let shop = Workshop()
        try await admit(task, shop)
        try await shop.open { shop in
            _ = try await shop.task(task.id) { $0.status == .submitted }
            ask(modal, task, shop)
            _ = try await shop.task(task.id) { $0.job.dialogue == modal }
        }
    }

    @Test("what cannot be answered ends the task at once, and says what to do")
    func unanswerable() async throws {
        let page = Dialogue(.page, interactionID: "7", customID: "MJ::iframe::1")
        let bare = Dialogue(.modal, interactionID: "7", customID: "MJ::Odd")
        for (dialogue, words) in [(page, "vary_region"), (bare, "input"), (modal, "trigger modal")]
        {
            let task = pressed("MJ::JOB::variation::1::\(Self.grid)") { $0.prompt = nil }
            let shop = Workshop()
            try await admit(task, shop)
            try await shop.open { shop in
                _ = try await shop.task(task.id) { $0.status == .submitted }
                ask(dialogue, task, shop)
                let ended = try await shop.task(task.id) { $0.status == .failed }
                #expect(ended.failure?.reason.contains(words) == true)
            }
        }
    }

    @Test("a question that overtakes the answer to its press is kept until that has come")
    func overtaken() async throws {
        let task = pressed(Self.zoom)
        let shop = Workshop()
        shop.dispatcher.fail(.ambiguous("timed out"))
        try await admit(task, shop)
        try await shop.open { shop in
            _ = try await shop.task(task.id) { $0.status == .dispatching }
            ask(modal, task, shop)
            await shop.time.waitForSleepers(2)
            shop.time.advance(by: .seconds(10))
            let answered = try await shop.task(task.id) {
                $0.job.dialogue != nil && $0.status == .submitted
            }
            // The press is not repeated: the question shows that it was taken.
            #expect(shop.dispatcher.jobs.map(\.dialogue) == [nil, modal])
            #expect(answered.attempts == 1)
        }
    }

    @Test("a button that opens nothing is pressed again, three times in all")
    func unopened() async throws {
        let task = pressed(Self.zoom)
        let shop = Workshop()
        try await admit(task, shop)
        try await shop.open { shop in
            var nonces = Set<String>()
            for attempt in 1...3 {
                let sent = try await shop.task(task.id) {
                    $0.status == .submitted && $0.attempts == attempt
                }
                nonces.insert(sent.links.nonce)
                // The deadline, and the tick that sees it.
                await shop.time.waitForSleepers(1)
                shop.time.advance(by: .seconds(21))
            }
            let ended = try await shop.task(task.id) { $0.status.isTerminal }
            #expect(ended.status == .timedOut && nonces.count == 3)
            #expect(ended.failure?.reason.contains("did not ask") == true)
        }
    }

    @Test("after a crash the press is repeated under another nonce, an answer looked for first")
    func crash() async throws {
        let task = pressed(Self.zoom)
        let shop = Workshop()
        try await admit(task, shop)
        var record = task
        for event in [TaskEvent.dispatching, .submitted] {
            record = try #require(
                record.applying(event, at: shop.time.wall(), patience: TaskPatience()))
            try await shop.store.change(record, notices: [])
        }
        try await shop.open { shop in
            let sent = try await shop.task(task.id) {
                $0.status == .submitted && $0.links.nonce != task.links.nonce
            }
            #expect(sent.job.dialogue == nil)
        }
        let answering = try #require(
            shop.store.taskRecords.first?.applying(
                .asked(modal, nonce: "4711"), at: shop.time.wall(), patience: TaskPatience()))
        try await shop.store.change(answering, notices: [])
        let again = Workshop(store: shop.store)
        try await again.open { again in
            var looks = again.dispatcher.looks.makeAsyncIterator()
            #expect(await looks.next() == "4711")
            let sent = try await again.task(task.id) { $0.status == .submitted }
            #expect(sent.links.nonce == "4711")
            #expect(again.dispatcher.jobs.map(\.dialogue) == [modal])
        }
    }

    @Test("a page's answer that may have been taken is not sent again")
    func page() async throws {
        let page = Dialogue(.page, interactionID: "7", customID: "MJ::iframe::1")
        let task = pressed("MJ::Inpaint::1::\(Self.grid)::SOLO") { $0.mask = "AAAA" }
        let shop = Workshop()
        try await admit(task, shop)
        try await shop.open { shop in
            _ = try await shop.task(task.id) { $0.status == .submitted }
            shop.dispatcher.fail(.ambiguous("the connection broke"))
            ask(page, task, shop)
            _ = try await shop.task(task.id) { $0.job.dialogue != nil }
            await shop.time.waitForSleepers(2)
            shop.time.advance(by: .seconds(10))
            let sent = try await shop.task(task.id) {
                $0.job.dialogue != nil && $0.status == .submitted
            }
            #expect(shop.dispatcher.jobs.map(\.dialogue) == [nil, page])
            #expect(sent.job.mask == "AAAA")
            shop.hear(.finished, of: sent)
            let done = try await shop.task(task.id) { $0.status == .finished }
            #expect(done.job.mask == nil)
        }
    }

    @Test("the answer to an earlier press of the same button, read back, is not the later's")
    func readBack() async throws {
        let shop = Workshop(slots: 2)
        let first = pressed(Self.zoom)
        try await admit(first, shop)
        try await shop.open { shop in
            _ = try await shop.task(first.id) { $0.status == .submitted }
            shop.hear(.finished, of: first, message: "result-1")
            _ = try await shop.task(first.id) { $0.status == .finished }
            let second = Sample.queued("2", job: first.job)
            try await admit(second, shop)
            shop.engine.admitted(second)
            let sent = try await shop.task(second.id) { $0.status == .submitted }
            var keys = SignalKeys(kinds: [.customZoom])
            keys.messageID = "result-1"
            keys.referencedMessageID = "grid"
            shop.hear(
                TaskSignal(.finished, keys: keys, message: TaskResult(messageID: "result-1")))
            shop.hear(.finished, of: sent, message: "result-2")
            let done = try await shop.task(second.id) { $0.status == .finished }
            #expect(done.result?.messageID == "result-2")
        }
    }
}
