import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("A job whose answer never came", .timeLimit(.minutes(1)))
struct TaskEvidenceTests {
    /// A workshop that a crash left with `tasks` between "about to send" and "sent".
    private func crashed(_ tasks: TaskRecord...) async throws -> Workshop {
        let shop = Workshop(slots: 5)
        for task in tasks {
            let audit = GateTestKit.Sample.audit(accepting: task)
            _ = try await shop.store.admit(
                task, audit: audit, overflow: audit, room: QueueRoom(slots: 5, waiting: 5))
            let begun = try #require(
                task.applying(.dispatching, at: shop.time.wall(), patience: TaskPatience()))
            try await shop.store.change(begun, notices: [])
        }
        return shop
    }

    private func queued(_ name: String) -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = "a fox"
        return Sample.queued(name, job: job)
    }

    private func result(_ prompt: String, message: String) -> TaskSignal {
        var keys = SignalKeys(kinds: [.imagine])
        keys.prompt = prompt
        keys.messageID = message
        return TaskSignal(.finished, keys: keys, message: TaskResult(messageID: message))
    }

    @Test("is not sent again when its result stands in the channel, its first message gone")
    func resultAlone() async throws {
        let task = queued("1")
        let shop = try await crashed(task)
        shop.dispatcher.tell(result(try #require(task.job.prompt), message: "77"))
        try await shop.open { shop in
            let ended = try await shop.task(task.id) { $0.status == .finished }
            #expect(ended.result?.messageID == "77")
            #expect(ended.attempts == 1)
        }
    }

    @Test("is not sent again while a result could be its own or another's")
    func ambiguous() async throws {
        let (one, two) = (queued("1"), queued("2"))
        #expect(one.job.prompt == two.job.prompt)
        let shop = try await crashed(one, two)
        shop.dispatcher.tell(result(try #require(one.job.prompt), message: "77"))
        try await shop.open { shop in
            for task in [one, two] {
                let sent = try await shop.task(task.id) { $0.status == .submitted }
                #expect(sent.attempts == 1)
            }
        }
    }

    @Test("is not sent on a look that failed: it is looked for again")
    func failedLook() async throws {
        let task = queued("1")
        let shop = try await crashed(task)
        shop.dispatcher.failLooks(
            .transient("502", retryAfter: nil), .transient("502", retryAfter: nil))
        shop.dispatcher.show(task.links.nonce)
        try await shop.open { shop in
            for _ in 0..<2 {
                await shop.time.waitForSleepers(2)
                shop.time.advance(by: .seconds(5))
            }
            let sent = try await shop.task(task.id) { $0.status == .submitted }
            #expect(sent.attempts == 1)
        }
    }

    @Test("is taken once Discord has named its interaction")
    func acknowledged() async throws {
        let task = queued("1")
        let shop = try await crashed(task)
        shop.dispatcher.failLooks(.transient("502", retryAfter: nil))
        try await shop.open { shop in
            var keys = SignalKeys()
            keys.nonce = task.links.nonce
            keys.interactionID = "900"
            shop.hear(TaskSignal(.acknowledged, keys: keys))
            _ = try await shop.task(task.id) { $0.links.interactionID == "900" }
            await shop.time.waitForSleepers(2)
            shop.time.advance(by: .seconds(5))
            let sent = try await shop.task(task.id) { $0.status == .submitted }
            #expect(sent.attempts == 1)
        }
    }

    @Test("waits out any number of rate limits, and is sent then")
    func rateLimited() async throws {
        let shop = Workshop()
        for _ in 0..<12 {
            shop.dispatcher.fail(.transient("429", retryAfter: .seconds(2)))
        }
        try await shop.open { shop in
            let task = try await shop.imagine("a fox")
            for _ in 0..<12 {
                await shop.time.waitForSleepers(2)
                shop.time.advance(by: .seconds(2))
            }
            let sent = try await shop.task(task.id) { $0.status == .submitted }
            #expect(sent.attempts == 13)
        }
    }
}
