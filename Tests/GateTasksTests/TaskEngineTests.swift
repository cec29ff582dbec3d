import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("TaskEngine", .timeLimit(.minutes(1)))
struct TaskEngineTests {
    @Test("a task is sent, followed and finished, each change with its webhook")
    func journey() async throws {
        try await Workshop().open { shop in
            let task = try await shop.imagine("a fox")
            _ = try await shop.task(task.id) { $0.status == .submitted }
            shop.hear(.started, of: task)
            shop.hear(.progressed(31), of: task)
            let running = try await shop.task(task.id) { $0.progress == 31 }
            #expect(running.status == .running)
            shop.hear(.finished, of: task, message: "2")
            let done = try await shop.task(task.id) { $0.status == .finished }
            #expect(done.result?.messageID == "2")
            #expect(
                shop.store.notices.map(\.body) == [
                    "dispatching", "submitted", "running", "running", "finished",
                ])
        }
    }

    @Test("no more tasks are sent than there are slots, and an end makes room")
    func slots() async throws {
        try await Workshop(slots: 2).open { shop in
            let tasks = [
                try await shop.imagine("1"), try await shop.imagine("2"),
                try await shop.imagine("3"),
            ]
            for task in tasks.prefix(2) {
                _ = try await shop.task(task.id) { $0.status == .submitted }
            }
            #expect(shop.store.taskRecords[2].status == .queued)
            shop.hear(.failed(TaskFailure(.upstreamRefused, "no")), of: tasks[0])
            _ = try await shop.task(tasks[2].id) { $0.status == .submitted }
        }
    }

    @Test("a refusal that only the user sees frees the slot like any other end")
    func refusal() async throws {
        try await Workshop().open { shop in
            let first = try await shop.imagine("1")
            let second = try await shop.imagine("2")
            _ = try await shop.task(first.id) { $0.status == .submitted }
            let why = TaskFailure(.bannedPrompt, "Banned prompt", banned: true)
            shop.hear(.failed(why), of: first)
            let ended = try await shop.task(first.id) { $0.status.isTerminal }
            #expect(ended.status == .banned)
            #expect(ended.failure == why)
            _ = try await shop.task(second.id) { $0.status == .submitted }
        }
    }

    @Test("a prompt that the image bot refuses becomes an open suggestion, with the task's end")
    func suggestion() async throws {
        try await Workshop().open { shop in
            let task = try await shop.imagine("a portrait of Tyrone, smiling")
            _ = try await shop.task(task.id) { $0.status == .submitted }
            let why = TaskFailure(
                .bannedPrompt, "Banned prompt detected: tyrone", banned: true)
            shop.hear(.failed(why), of: task)
            _ = try await shop.task(task.id) { $0.status == .banned }
            let made = try await shop.store.suggestions(SuggestionQuery()).elements
            #expect(made.map(\.term) == ["tyrone"] && made.map(\.status) == [.open])
            #expect(made.map(\.source) == [.midjourney] && made.map(\.task) == [task.id])
            #expect(made.map(\.example) == ["a portrait of Tyrone, smiling"])
        }
    }

    @Test("a failed attempt is repeated with the same nonce")
    func retry() async throws {
        let shop = Workshop()
        shop.dispatcher.fail(.transient("502", retryAfter: .seconds(3)))
        try await shop.open { shop in
            let task = try await shop.imagine("a fox")
            var attempts = shop.dispatcher.attempts.makeAsyncIterator()
            #expect(await attempts.next() == task.links.nonce)
            // The engine's ticker sleeps too.
            await shop.time.waitForSleepers(2)
            shop.time.advance(by: .seconds(3))
            #expect(await attempts.next() == task.links.nonce)
            let sent = try await shop.task(task.id) { $0.status == .submitted }
            #expect(sent.attempts == 2)
        }
    }

    @Test("an attempt without an answer that the channel shows is not repeated")
    func ambiguous() async throws {
        let shop = Workshop()
        shop.dispatcher.fail(.ambiguous("timed out"))
        try await shop.open { shop in
            let task = try await shop.imagine("a fox")
            shop.dispatcher.show(task.links.nonce)
            await shop.time.waitForSleepers(2)
            shop.time.advance(by: .seconds(10))
            var looks = shop.dispatcher.looks.makeAsyncIterator()
            #expect(await looks.next() == task.links.nonce)
            let sent = try await shop.task(task.id) { $0.status == .submitted }
            #expect(sent.attempts == 1)
        }
    }

    @Test("a crash before the answer is looked into before anything is sent again")
    func crash() async throws {
        let shop = Workshop()
        let task = Sample.queued("1")
        let audit = Sample.audit
        _ = try await shop.store.admit(
            task, audit: audit, overflow: audit, room: QueueRoom(slots: 1, waiting: 1))
        let begun = try #require(
            task.applying(.dispatching, at: shop.time.wall(), patience: TaskPatience()))
        try await shop.store.change(begun, notices: [])
        try await shop.open { shop in
            var looks = shop.dispatcher.looks.makeAsyncIterator()
            #expect(await looks.next() == task.links.nonce)
            var attempts = shop.dispatcher.attempts.makeAsyncIterator()
            #expect(await attempts.next() == task.links.nonce)
            _ = try await shop.task(task.id) { $0.status == .submitted }
        }
    }

    @Test("silence ends a task at its deadline, which progress resets")
    func deadline() async throws {
        try await Workshop().open { shop in
            let task = try await shop.imagine("a fox")
            _ = try await shop.task(task.id) { $0.status == .submitted }
            await shop.time.waitForSleepers()
            shop.time.advance(by: .seconds(599))
            shop.hear(.started, of: task)
            _ = try await shop.task(task.id) { $0.status == .running }
            await shop.time.waitForSleepers()
            shop.time.advance(by: .seconds(599))
            await shop.time.waitForSleepers()
            #expect(shop.store.taskRecords[0].status == .running)
            shop.time.advance(by: .seconds(2))
            let ended = try await shop.task(task.id) { $0.status.isTerminal }
            #expect(ended.status == .timedOut)
        }
    }

    @Test("a deleted progress message means banned, unless the result follows")
    func deleted() async throws {
        try await Workshop(slots: 2).open { shop in
            let lost = try await shop.imagine("lost")
            let late = try await shop.imagine("late")
            for task in [lost, late] {
                _ = try await shop.task(task.id) { $0.status == .submitted }
                shop.hear(.started, of: task, message: "progress-\(task.id)")
                _ = try await shop.task(task.id) { $0.status == .running }
                shop.hear(.deleted, of: task)
                _ = try await shop.task(task.id) { $0.vanished }
            }
            shop.hear(.finished, of: late, message: "final")
            _ = try await shop.task(late.id) { $0.status == .finished }
            await shop.time.waitForSleepers()
            shop.time.advance(by: .seconds(11))
            let ended = try await shop.task(lost.id) { $0.status.isTerminal }
            #expect(ended.status == .banned)
        }
    }

    @Test("a released slot is free at once, and the result is still taken")
    func released() async throws {
        try await Workshop().open { shop in
            let first = try await shop.imagine("1")
            let second = try await shop.imagine("2")
            _ = try await shop.task(first.id) { $0.status == .submitted }
            for _ in 0..<2 {
                let answer = try await shop.desk.release(first.id.rawValue, caller: shop.caller)
                #expect(answer.released)
            }
            _ = try await shop.task(second.id) { $0.status == .submitted }
            shop.hear(.finished, of: first, message: "9")
            _ = try await shop.task(first.id) { $0.status == .finished }
        }
    }

    @Test("nothing is sent while the account is parked")
    func parked() async throws {
        let shop = Workshop()
        shop.dispatcher.become(.parked("401"))
        let task = Sample.queued("1")
        _ = try await shop.store.admit(
            task, audit: Sample.audit, overflow: Sample.audit,
            room: QueueRoom(slots: 1, waiting: 1))
        try await shop.open { shop in
            for _ in 0..<3 {
                await shop.time.waitForSleepers()
                shop.time.advance(by: .seconds(10))
            }
            #expect(shop.store.taskRecords[0].status == .queued)
            await #expect(throws: Problem.self) { try await shop.imagine("another") }
        }
    }

    @Test("two tasks with one prompt get their own results, told by the deleted message")
    func twins() async throws {
        try await Workshop(slots: 2).open { shop in
            var twins: [TaskRecord] = []
            for name in ["first", "second"] {
                let task = try await shop.imagine("two foxes")
                _ = try await shop.task(task.id) { $0.status == .submitted }
                shop.hear(.started, of: task, message: name)
                twins.append(try await shop.task(task.id) { $0.status == .running })
            }
            for (task, result) in zip(twins.reversed(), ["10", "11"]) {
                var keys = SignalKeys(kinds: [.imagine])
                keys.prompt = "two foxes"
                keys.messageID = result
                shop.hear(TaskSignal(.finished, keys: keys, message: TaskResult(messageID: result)))
                shop.hear(.deleted, of: task)
                let done = try await shop.task(task.id) { $0.status == .finished }
                #expect(done.result?.messageID == result)
            }
        }
    }

    @Test("a slow result stage holds up its own task alone, and nothing told meanwhile ends it")
    func slowResult() async throws {
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let shop = Workshop(slots: 2) { result, _ in
            if result.messageID == "2" { for await _ in gate { break } }
            return result
        }
        try await shop.open { shop in
            let slow = try await shop.imagine("a fox")
            let quick = try await shop.imagine("a cat")
            for task in [slow, quick] {
                _ = try await shop.task(task.id) { $0.status == .submitted }
            }
            shop.hear(.finished, of: slow, message: "2")
            shop.hear(.deleted, of: slow)
            shop.hear(.finished, of: slow, message: "2")
            shop.hear(.finished, of: quick, message: "3")
            _ = try await shop.task(quick.id) { $0.status == .finished }
            #expect(shop.store.taskRecords.first { $0.id == slow.id }?.status == .submitted)
            opening.yield()
            let done = try await shop.task(slow.id) { $0.status.isTerminal }
            #expect(done.status == .finished)
        }
    }

    @Test("a task that is cancelled while its result is worked on stays cancelled")
    func cancelledResult() async throws {
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let shop = Workshop { result, _ in
            for await _ in gate { break }
            return result
        }
        try await shop.open { shop in
            let task = try await shop.imagine("a fox")
            _ = try await shop.task(task.id) { $0.status == .submitted }
            shop.hear(.finished, of: task, message: "2")
            let cancelled = try await shop.desk.cancel(task.id.rawValue, caller: shop.caller)
            #expect(cancelled.status == .cancelled)
            opening.yield()
            let next = try await shop.imagine("a cat")
            _ = try await shop.task(next.id) { $0.status == .submitted }
            #expect(shop.store.taskRecords[0].status == .cancelled)
        }
    }
}
