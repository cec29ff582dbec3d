import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateHooks

@Suite("Sweeping delivered webhooks")
struct WebhookSweepTests {
    private let time = ManualTime()
    private let store = MemoryStore()

    private func keep(_ ids: [NoticeID]) async throws {
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        let task = Sample.task("t1", of: "a")
        _ = try await store.admit(
            task, audit: Sample.audit(accepting: task), overflow: Sample.audit(overflowing: task),
            room: QueueRoom(slots: 1, waiting: 1))
        let begun = try #require(
            task.applying(.dispatching, at: time.wall(), patience: TaskPatience()))
        try await store.change(begun, notices: ids.map { Sample.notice($0, for: task) })
    }

    @Test("forgets what was delivered 30 days ago, however much it is, and keeps the rest")
    func forgets() async throws {
        let old = (0...WebhookSweep.step).map { NoticeID("old\($0)") }
        try await keep(old + ["missed", "young"])
        for id in old { try await store.noticeDelivered(id, at: time.wall()) }
        try await store.noticeFailed("missed", at: time.wall(), error: "500")
        time.advance(by: .seconds(1))
        try await store.noticeDelivered("young", at: time.wall())
        let sweep = WebhookSweep(
            store: store, time: time,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        time.advance(by: WebhookSweep.age - .seconds(1))
        try await sweep.forgetOld()
        #expect(try await store.delivery(old[0]) != nil)
        time.advance(by: .milliseconds(500))
        try await sweep.forgetOld()
        let kept = try await store.deliveries(DeliveryQuery()).elements.map(\.notice.id)
        #expect(Set(kept) == ["missed", "young"])
    }
}
