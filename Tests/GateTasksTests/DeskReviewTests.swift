import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("Review at the desk", .timeLimit(.minutes(1)))
struct DeskReviewTests {
    private let looks = LiteralRules(["gore"], action: .review)

    private func shop(
        slots: Int = 1, waiting: Int = 10, behind: [StageSlot] = [],
        room: HoldingRoom = HoldingRoom()
    ) -> Workshop {
        Workshop(
            slots: slots, waiting: waiting, stages: [StageSlot(BannedWordsStage())] + behind,
            rules: looks, room: room)
    }

    private func problem(_ work: () async throws -> Void) async -> Problem? {
        await #expect(throws: Problem.self) { try await work() }
    }

    private func now(_ shop: Workshop, _ task: TaskRecord) -> TaskRecord? {
        shop.store.taskRecords.first { $0.id == task.id }
    }

    @Test("a held prompt is a task that waits, with its record and its webhook")
    func holds() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore", as: "ann")
        #expect(task.status == .held)
        #expect(task.heldBy == "banned_words")
        #expect(task.hold?.endUser == "ann")
        #expect(task.hold?.until == shop.time.wall() + .seconds(3600))
        #expect(task.matches.map(\.action) == [.review])
        #expect(shop.store.auditRecords.map(\.outcome) == [.held])
        #expect(shop.store.auditRecords.first?.task == task.id)
        #expect(shop.store.auditRecords.first?.code == .heldForReview)
        #expect(shop.store.notices.map(\.body) == ["held"])
        let listed = try await shop.desk.held(HeldQuery()).elements
        #expect(listed == [task])
    }

    @Test("held prompts take no place in the queue, and are not sent")
    func takesNoPlace() async throws {
        try await shop(slots: 1, waiting: 0).open { shop in
            let held = [try await shop.imagine("gore 1"), try await shop.imagine("gore 2")]
            let task = try await shop.imagine("a fox")
            _ = try await shop.task(task.id) { $0.status == .submitted }
            #expect(held.map { now(shop, $0)?.status } == [.held, .held])
        }
    }

    @Test("no more prompts wait than there is room for")
    func room() async throws {
        let shop = shop(room: HoldingRoom(perTenant: 1, total: 5))
        _ = try await shop.imagine("gore 1")
        let full = await problem { _ = try await shop.imagine("gore 2") }
        #expect(full?.code == .queueFull)
        #expect(full?.retryAfter != nil)
        #expect(shop.store.auditRecords.map(\.outcome) == [.held, .full])
        #expect(shop.store.taskRecords.count == 1)
    }

    @Test("an approved prompt is sent, and its record names the admin and the reason")
    func approves() async throws {
        try await shop().open { shop in
            let task = try await shop.imagine("gore", as: "ann")
            let taken = try await shop.desk.approve(
                task.triggerID, reason: "It is a film.", by: admin)
            #expect(taken.task.status == .queued)
            _ = try await shop.task(task.id) { $0.status == .submitted }
            let record = try #require(shop.store.auditRecords.last)
            #expect(record.kind == "held.approve")
            #expect(record.key == "admin")
            #expect(record.endUser == "ann")
            #expect(record.task == task.id)
            #expect(record.outcome == .accepted)
            #expect(record.stages.first?.stage == "review")
            #expect(record.stages.first?.note == "It is a film.")
            #expect(shop.store.notices.map(\.body).prefix(3) == ["held", "queued", "dispatching"])
        }
    }

    @Test("an approved prompt goes before those that came after it")
    func approvesInOrder() async throws {
        try await shop(slots: 1).open { shop in
            let first = try await shop.imagine("a fox")
            _ = try await shop.task(first.id) { $0.status == .submitted }
            let held = try await shop.imagine("gore")
            shop.time.advance(by: .seconds(1))
            let later = try await shop.imagine("a hare")
            _ = try await shop.desk.approve(held.triggerID, reason: nil, by: admin)
            shop.hear(.failed(TaskFailure(.upstreamRefused, "no")), of: first)
            _ = try await shop.task(held.id) { $0.status == .submitted }
            #expect(now(shop, later)?.status == .queued)
        }
    }

    @Test("only the stages behind the hold judge again, and a refusal of theirs ends it")
    func stagesBehindCount() async throws {
        let journal = Journal()
        let quota = ScriptedStage(journal) { .wait(.seconds(60), Reason(.quotaSpent, "Spent.")) }
        let shop = shop(behind: [StageSlot(quota)])
        let task = try await shop.imagine("gore")
        #expect(journal.exchanges.isEmpty)
        let refused = await problem {
            _ = try await shop.desk.approve(task.triggerID, reason: nil, by: admin)
        }
        #expect(refused?.code == .conflict)
        #expect(refused?.detail.contains("Spent.") == true)
        #expect(journal.exchanges.map(\.id) == [task.exchange])
        #expect(journal.exchanges.map(\.text) == ["gore"])
        #expect(journal.outcomes == [.quota])
        let ended = try #require(now(shop, task))
        #expect(ended.status == .failed)
        #expect(ended.failure == TaskFailure(.quotaSpent, "Spent."))
        #expect(shop.store.auditRecords.map(\.outcome) == [.held, .quota])
        #expect(shop.store.notices.map(\.body) == ["held", "failed"])
    }

    @Test("what could not be judged, and a full queue, leave the prompt waiting")
    func waitsOn() async throws {
        struct Broken: Error {}
        let broken = shop(behind: [StageSlot(ScriptedStage(Journal()) { throw Broken() })])
        let first = try await broken.imagine("gore")
        let unjudged = await problem {
            _ = try await broken.desk.approve(first.triggerID, reason: nil, by: admin)
        }
        #expect(unjudged?.code == .couldNotJudge)
        #expect(now(broken, first)?.status == .held)
        #expect(broken.store.auditRecords.map(\.outcome) == [.held, .unavailable])

        let full = shop(slots: 1, waiting: 0)
        let second = try await full.imagine("gore")
        _ = try await full.imagine("a fox")
        let noPlace = await problem {
            _ = try await full.desk.approve(second.triggerID, reason: nil, by: admin)
        }
        #expect(noPlace?.code == .queueFull)
        #expect(now(full, second)?.status == .held)
    }

    @Test("another stage may hold it again, and is then the one to go on behind")
    func heldAgain() async throws {
        let journal = Journal()
        let second = ScriptedStage(journal) { .hold(Reason(.heldForReview, "Look twice.")) }
        let shop = shop(behind: [StageSlot(second, name: "second")])
        let task = try await shop.imagine("gore")
        let again = try await shop.desk.approve(task.triggerID, reason: nil, by: admin).task
        #expect(again.status == .held)
        #expect(again.heldBy == "second")
        let queued = try await shop.desk.approve(task.triggerID, reason: nil, by: admin).task
        #expect(queued.status == .queued)
        #expect(journal.exchanges.count == 1)
        #expect(journal.outcomes == [.held])
        #expect(shop.store.auditRecords.map(\.outcome) == [.held, .held, .accepted])
        #expect(shop.store.notices.map(\.body) == ["held", "held", "queued"])
    }

    @Test("a denied prompt ends banned, with the admin's words, and counts as a strike")
    func denies() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore", as: "ann")
        let ended = try await shop.desk.deny(task.triggerID, reason: "Not here.", by: admin)
        #expect(ended.status == .banned)
        #expect(ended.failure?.code == .bannedPrompt)
        #expect(ended.failure?.reason == "Not here.")
        let record = try #require(shop.store.auditRecords.last)
        #expect(record.kind == "held.deny")
        #expect(record.outcome == .blocked)
        #expect(record.prompt == "gore")
        #expect(shop.store.notices.map(\.body) == ["held", "banned"])
        let users = try await shop.desk.strikes(StrikeQuery()).elements
        #expect(users.map(\.user) == [EndUser("ann", of: Tenant.adminID)])
    }

    @Test("deciding twice is a conflict, and what is unknown is not found")
    func twice() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore")
        let plain = try await shop.imagine("a fox")
        _ = try await shop.desk.deny(task.triggerID, reason: nil, by: admin)
        for name in [task.triggerID, task.id.rawValue] {
            let approve = await problem {
                _ = try await shop.desk.approve(name, reason: nil, by: admin)
            }
            #expect(approve?.code == .conflict)
            let deny = await problem { _ = try await shop.desk.deny(name, reason: nil, by: admin) }
            #expect(deny?.code == .conflict)
        }
        for name in ["nobody", plain.triggerID] {
            let unknown = await problem {
                _ = try await shop.desk.deny(name, reason: nil, by: admin)
            }
            #expect(unknown?.code == .notFound)
        }
        #expect(shop.store.auditRecords.map(\.outcome) == [.held, .accepted, .blocked])
    }

    @Test("of decisions at the same moment one counts, and the others are told")
    func race() async throws {
        let shop = shop()
        for _ in 0..<20 {
            let task = try await shop.imagine("gore")
            let name = task.triggerID
            let attempts: [@Sendable () async throws -> Void] = [
                { _ = try await shop.desk.approve(name, reason: nil, by: admin) },
                { _ = try await shop.desk.deny(name, reason: nil, by: admin) },
                { _ = try await shop.desk.deny(name, reason: "Twice.", by: admin) },
                { _ = try await shop.desk.approve(name, reason: nil, by: admin) },
            ]
            let codes = await withTaskGroup(of: ProblemCode?.self) { group in
                for attempt in attempts {
                    group.addTask {
                        do {
                            try await attempt()
                            return nil
                        } catch {
                            return (error as? Problem)?.code
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.count { $0 == nil } == 1)
            #expect(codes.count { $0 == .conflict } == 3)
            #expect(now(shop, task)?.version == 1)
            if now(shop, task)?.status == .queued { break }
        }
    }

    @Test("a cancellation meets a decision at the same moment, and neither is lost")
    func cancelRace() async throws {
        try await shop(slots: 1, waiting: 100).open { shop in
            for _ in 0..<20 {
                let task = try await shop.imagine("gore")
                async let approved = try? shop.desk.approve(
                    task.triggerID, reason: nil, by: admin)
                async let cancelled = try? shop.desk.cancel(task.triggerID, caller: shop.caller)
                let (approval, cancellation) = await (approved, cancelled)
                #expect(approval != nil || cancellation != nil)
                let kept = now(shop, task)
                if cancellation != nil {
                    #expect(kept?.status == .cancelled)
                } else {
                    #expect(kept?.status != .cancelled && kept?.status != .held)
                }
                let decisions = shop.store.auditRecords.filter { $0.task == task.id }
                #expect(decisions.count == (approval == nil ? 1 : 2))
            }
        }
    }

    @Test("a tenant takes a held prompt back, and hears of it like of any other end")
    func cancels() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore")
        let ended = try await shop.desk.cancel(task.triggerID, caller: shop.caller)
        #expect(ended.status == .cancelled)
        #expect(shop.store.notices.map(\.body) == ["held", "cancelled"])
        let again = await problem {
            _ = try await shop.desk.cancel(task.triggerID, caller: shop.caller)
        }
        #expect(again?.code == .conflict)
    }

    @Test("what nobody decides about ends at its time, and is told and recorded")
    func expires() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore")
        let work = Task { try await shop.desk.expireHeldPrompts() }
        await shop.time.waitForSleepers()
        shop.time.advance(by: .seconds(3600) - .milliseconds(1))
        await shop.time.waitForSleepers()
        #expect(now(shop, task)?.status == .held)
        shop.time.advance(by: .seconds(1))
        let ended = try await shop.task(task.id) { $0.status.isTerminal }
        work.cancel()
        #expect(ended.status == .timedOut)
        #expect(shop.store.notices.map(\.body) == ["held", "timed_out"])
        let record = try #require(shop.store.auditRecords.last)
        #expect(record.kind == "held.expire")
        #expect(record.outcome == .refused)
    }

    @Test("an approval that comes too late expires the prompt, whoever looks first")
    func tooLate() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore")
        shop.time.advance(by: .seconds(3600))
        let late = await problem {
            _ = try await shop.desk.approve(task.triggerID, reason: nil, by: admin)
        }
        #expect(late?.code == .conflict)
        #expect(now(shop, task)?.status == .timedOut)
    }

    @Test("a restart keeps held prompts, and they can be approved then")
    func restart() async throws {
        let shop = shop()
        let task = try await shop.imagine("gore")
        try await shop.open { shop in
            let taken = try await shop.desk.approve(task.triggerID, reason: nil, by: admin)
            #expect(taken.task.status == .queued)
            _ = try await shop.task(task.id) { $0.status == .submitted }
        }
    }

    @Test("a file that would have to wait is refused, since nothing of it could wait")
    func files() async throws {
        let shop = shop()
        let refused = await problem {
            _ = try await shop.desk.post(uploadFilename: "uuid/gore.png", caller: shop.caller)
        }
        #expect(refused?.code == .bannedPrompt)
        #expect(shop.store.auditRecords.map(\.outcome) == [.blocked])
    }

    @Test("a text that is only judged is not held")
    func moderation() async throws {
        let shop = shop()
        let judged = try await shop.desk.moderate(["gore"], caller: shop.caller)
        #expect(judged.map(\.action) == [.review])
        #expect(shop.store.taskRecords.isEmpty)
    }

    @Test("strikes are forgiven on the record, and those out of the window are not shown")
    func forgives() async throws {
        let shop = Workshop(stages: [StageSlot(BannedWordsStage())])
        _ = await problem { _ = try await shop.imagine("blood", as: "ann") }
        let ann = EndUser("ann", of: Tenant.adminID)
        let shown = try await shop.desk.strikes(StrikeQuery()).elements
        #expect(
            shown == [
                StrikeStanding(ann, StrikeTally(count: 1, lastAt: shop.time.wall()), .none)
            ])
        shop.time.advance(by: .seconds(86_401))
        #expect(try await shop.desk.strikes(StrikeQuery()).elements.isEmpty)
        #expect(try await shop.desk.forgive(ann, reason: "Talked to.", by: admin) == 1)
        #expect(shop.store.auditRecords.last?.kind == "strikes.forgive")
        #expect(shop.store.auditRecords.last?.stages.first?.note == "Talked to.")
        let unknown = await problem {
            _ = try await shop.desk.forgive(EndUser("x", of: "no"), reason: nil, by: admin)
        }
        #expect(unknown?.code == .notFound)
    }
}

/// Somebody who may decide.
private let admin = Caller(
    tenant: Tenant(
        id: Tenant.adminID, name: "Admin", createdAt: Timestamp(milliseconds: 0)),
    key: "admin", scope: .admin)
