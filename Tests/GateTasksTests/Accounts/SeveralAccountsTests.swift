import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("Several accounts", .timeLimit(.minutes(1)))
struct SeveralAccountsTests {
    private let other = ScriptedDispatcher()

    private var second: DrawingAccount {
        DrawingAccount(
            id: "second", dispatcher: other, capacity: Capacity(slots: 1, waiting: 0))
    }

    /// The caller, of a tenant that only the second account draws for.
    private func pinned(_ caller: Caller) -> Caller {
        var tenant = caller.tenant
        tenant.accounts = ["second"]
        return Caller(tenant: tenant, key: caller.key, scope: caller.scope)
    }

    private func imaginePinned(_ shop: Workshop) async throws -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = "a fox"
        return try await shop.desk.submit(TriggerOrder(job), caller: pinned(shop.caller)).task
    }

    /// Presses a button of a result that nobody knows.
    private var strangersPress: TriggerOrder {
        var press = Job(.upscale)
        press.index = 1
        press.messageID = "1190000000000009999"
        press.messageHash = "0a1b2c3d-1111-2222-3333-444455556666"
        return TriggerOrder(press)
    }

    @Test("share the work, each by its own slots")
    func share() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            let (one, two) = (try await shop.imagine("a fox"), try await shop.imagine("a hare"))
            let first = try await shop.task(one.id) { $0.status == .submitted }
            let next = try await shop.task(two.id) { $0.status == .submitted }
            #expect(Set([first.account, next.account]) == [.standard, "second"])
        }
    }

    @Test("take over what one that was refused did not send, under another nonce")
    func takeOver() async throws {
        let shop = Workshop(slots: 1, others: [second])
        shop.dispatcher.fail(.parked("401: Unauthorized"))
        other.become(.connecting)
        try await shop.open { shop in
            var attempts = shop.dispatcher.attempts.makeAsyncIterator()
            let task = try await shop.imagine("a fox")
            let nonce = await attempts.next()
            shop.dispatcher.become(.parked("401: Unauthorized"))
            other.become(.connected)
            let taken = try await shop.task(task.id) { $0.status == .submitted }
            #expect(taken.account == "second")
            #expect(taken.links.nonce != nonce)
        }
    }

    @Test("do not take over what only one may draw")
    func notTakenOver() async throws {
        let shop = Workshop(slots: 1, others: [second])
        other.fail(.parked("403: Missing Access"))
        try await shop.open { shop in
            let task = try await imaginePinned(shop)
            let ended = try await shop.task(task.id) { $0.status == .failed }
            #expect(ended.failure?.reason.contains("403") == true)
            #expect(shop.dispatcher.jobs.isEmpty)
        }
    }

    @Test("refuse a call whose accounts are all parked, with their reasons")
    func allParked() async throws {
        let shop = Workshop(slots: 1, others: [second])
        other.become(.parked("verify you're human"))
        try await shop.open { shop in
            await #expect {
                try await imaginePinned(shop)
            } throws: { error in
                (error as? Problem)?.detail.contains("verify you're human") == true
            }
        }
    }

    @Test("what one account hears is never about another's task")
    func hearing() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            let one = try await shop.imagine("a fox")
            let mine = try await shop.task(one.id) { $0.status == .submitted }
            let stranger: AccountID = mine.account == .standard ? "second" : .standard
            for (account, message) in [(stranger, "1"), (mine.account, "2")] {
                var keys = SignalKeys(kinds: [.imagine])
                keys.prompt = "a fox"
                keys.messageID = message
                var signal = TaskSignal(
                    .finished, keys: keys, message: TaskResult(messageID: message))
                signal.account = account
                shop.hear(signal)
            }
            let ended = try await shop.task(one.id) { $0.status == .finished }
            #expect(ended.result?.messageID == "2")
        }
    }

    @Test("end what only a removed account may draw")
    func orphans() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            other.become(.connecting)
            let task = try await imaginePinned(shop)
            shop.roster.remove("second")
            await shop.time.waitForSleepers(1)
            shop.time.advance(by: .seconds(2))
            let ended = try await shop.task(task.id) { $0.status == .failed }
            #expect(ended.failure?.reason.contains("second") == true)
        }
    }

    @Test("end what waits for nobody but an account that stays parked for an hour")
    func stranded() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            other.become(.connecting)
            let pinned = try await imaginePinned(shop)
            other.become(.parked("Blocked"))
            await shop.time.waitForSleepers(1)
            shop.time.advance(by: .seconds(1))
            await shop.time.waitForSleepers(1)
            shop.time.advance(by: .seconds(3598))
            await shop.time.waitForSleepers(1)
            let waiting = try await shop.task(pinned.id) { _ in true }
            #expect(waiting.status == .queued)
            shop.time.advance(by: .seconds(2))
            let ended = try await shop.task(pinned.id) { $0.status == .failed }
            let reason = try #require(ended.failure).reason
            #expect(reason.contains("Blocked"), "\(reason)")
        }
    }

    @Test("keep a pinned tenant from files and results of others, whatever name it gives")
    func pinHolds() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            let caller = pinned(shop.caller)
            var job = Job(.describe)
            job.uploadFilename = "5f/a.png"
            let order = TriggerOrder(job)
            await #expect {
                try await shop.desk.submit(order, caller: caller)
            } throws: { ($0 as? Problem)?.code == .notFound }
            await #expect {
                try await shop.desk.post(uploadFilename: "5f/a.png", caller: caller)
            } throws: { ($0 as? Problem)?.code == .notFound }

            let pressed = try await shop.desk.submit(strangersPress, caller: caller).task
            #expect(pressed.accounts == ["second"])
            #expect(shop.dispatcher.jobs.isEmpty)
        }
    }

    @Test("press a result that nobody knows by the standard account, or by the one there is")
    func strangers() async throws {
        try await Workshop(slots: 1, others: [second]).open { shop in
            let order = strangersPress
            let first = try await shop.desk.submit(order, caller: shop.caller).task
            #expect(first.accounts == [.standard])
            shop.roster.remove(.standard)
            shop.roster.put(
                DrawingAccount(
                    id: "second", dispatcher: other, capacity: Capacity(slots: 1, waiting: 9)))
            let next = try await shop.desk.submit(order, caller: shop.caller).task
            #expect(next.accounts == ["second"])
            shop.roster.put(
                DrawingAccount(
                    id: "third", dispatcher: other, capacity: Capacity(slots: 1, waiting: 0)))
            await #expect {
                try await shop.desk.submit(order, caller: shop.caller)
            } throws: { ($0 as? Problem)?.code == .notFound }
        }
    }

    @Test(
        "a file is named by its account, but for the standard one",
        arguments: [
            ("5f/a.png", AccountID.standard), ("5f/a@b.png", "default"), ("5f/a.png", "second"),
        ])
    func files(name: String, account: AccountID) {
        let shown = KeptFile(name, keptBy: account).shown
        #expect(KeptFile(shown) == KeptFile(name, keptBy: account))
        #expect((shown == name) == (account == .standard))
    }
}
