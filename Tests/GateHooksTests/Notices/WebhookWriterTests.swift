import Foundation
import GateCore
import GateHooks
import GateTestKit
import Testing

@Suite struct WebhookWriterTests {
    private func writer(defaultURL: String? = nil) -> WebhookWriter {
        WebhookWriter(
            defaultURL: defaultURL, random: SeededRandom(seed: 1),
            time: ManualTime(wall: Samples.wall))
    }

    /// The type told after the last of `events`.
    private func told(_ kind: TriggerKind = .imagine, _ events: [TaskEvent]) throws -> NoticeType? {
        let task = try #require(Samples.after(Samples.task(kind), events))
        let last = try #require(events.last)
        return writer().notice(for: task, after: last, tenant: Samples.tenant())?.type
    }

    private func failed(_ reason: String, banned: Bool = false) -> TaskEvent {
        .failed(TaskFailure(.upstreamRefused, reason, banned: banned), nil)
    }

    @Test("a task's own address counts as long as its tenant may name one")
    func ownAddress() throws {
        let task = TaskRecord(
            id: "t1", triggerID: "t1", tenant: "acme", key: "k1", job: Job(.imagine),
            exchange: "e1", revision: "r1", nonce: "n1", callbackURL: "https://own.test/in",
            at: Samples.wall)
        let event = TaskEvent.cancelled
        let ended = try #require(Samples.after(task, [event]))
        var tenant = Samples.tenant()
        let usual = writer().notice(for: ended, after: event, tenant: tenant)
        #expect(usual?.url == tenant.callbackURL)
        #expect(usual?.isOwnAddress == nil)
        tenant.callbackOverride = true
        let own = writer().notice(for: ended, after: event, tenant: tenant)
        #expect(own?.url == "https://own.test/in")
        #expect(own?.isOwnAddress == true)
    }

    @Test("what the image bot shows is told in the words of the callback it replaces")
    func told() throws {
        let message = Samples.result()
        let sent: [TaskEvent] = [.dispatching, .submitted]
        #expect(try told(.imagine, sent + [.started(message)]) == .start)
        let edited = Samples.result(messageID: "1180000000000000009")
        #expect(
            try told(.imagine, sent + [.started(message), .progressed(0, edited)]) == .generating)
        #expect(try told(.imagine, sent + [.progressed(31, message)]) == .generating)
        #expect(try told(.imagine, sent + [.finished(message)]) == .end)
        #expect(try told(.upscale, sent + [.finished(message)]) == .end)
        #expect(try told(.describe, sent + [.finished(message)]) == .text)
        #expect(try told(.imagine, sent + [failed("Invalid parameter")]) == .error)
        #expect(try told(.imagine, sent + [failed("Banned prompt", banned: true)]) == .banned)
        #expect(try told(.imagine, sent + [failed("Action required to continue")]) == .verify)
        #expect(try told(.imagine, sent + [failed("Please verify you're human")]) == .verify)
        #expect(try told(.imagine, sent + [.expired]) == .error)
        #expect(try told(.imagine, sent + [.started(message), .vanished, .expired]) == .banned)
        #expect(try told(.imagine, [.cancelled]) == .error)
    }

    @Test("a prompt that waits for a human is told, and what is decided about it")
    func review() throws {
        let hold = TaskHold(
            stage: "banned_words", reason: "Looked at first.", text: "a cat", endUser: nil,
            until: Samples.wall + .seconds(60))
        let queued = Samples.task(.imagine)
        let held = TaskRecord(
            id: queued.id, triggerID: queued.triggerID, tenant: queued.tenant, key: queued.key,
            job: queued.job, exchange: queued.exchange, revision: "r", nonce: "n", hold: hold,
            at: Samples.wall)
        func told(
            _ event: TaskEvent, after seconds: Int64 = 0
        ) throws -> [JSONValue?] {
            let at = Samples.wall + .seconds(seconds)
            let task = held.applying(event, at: at, patience: TaskPatience()) ?? held
            let notice = try #require(
                writer().notice(for: task, after: event, tenant: Samples.tenant()))
            let body = try JSONDecoder().decode(JSONValue.self, from: Data(notice.body.utf8))
            return ["type", "status", "code", "reason"].map { body[$0] }
        }
        #expect(try told(.held(hold)) == ["verify", "held", 20, "Looked at first."])
        #expect(try told(.approved) == ["start", "queued", .null, .null])
        #expect(try told(.denied("Not this.")) == ["banned", "banned", 14, "Not this."])
        let expired = try told(.expired, after: 60)
        #expect(expired.prefix(3) == ["error", "timed_out", 24])
        #expect(try told(.cancelled).prefix(2) == ["error", "cancelled"])
    }

    @Test("what happens between gateway and Discord is not told")
    func untold() throws {
        let message = Samples.result()
        let events: [TaskEvent] = [
            .dispatching, .submitted, .acknowledged(interactionID: "1"), .waiting(message),
            .started(message), .vanished,
        ]
        for count in [1, 2, 3, 4, 6] {
            #expect(try told(.imagine, Array(events.prefix(count))) == nil)
        }
        #expect(try told(.imagine, [.dispatching, .started(message), .released]) == nil)
    }

    @Test("goes to the tenant's address, else to the gateway's, else nowhere")
    func address() throws {
        let task = try #require(Samples.task(.imagine, after: .finished(Samples.result())))
        func url(_ own: String?, _ gateways: String?) -> String? {
            writer(defaultURL: gateways).notice(
                for: task, after: .finished(Samples.result()),
                tenant: Samples.tenant(callbackURL: own))?.url
        }
        #expect(
            url("https://own.example.com", "https://all.example.com") == "https://own.example.com")
        #expect(url(nil, "https://all.example.com") == "https://all.example.com")
        #expect(url(nil, nil) == nil)
    }

    @Test("every webhook has an id of its own, and the body as JSON")
    func body() throws {
        let task = try #require(Samples.task(.imagine, after: .finished(Samples.result())))
        let writer = writer()
        let event = TaskEvent.finished(Samples.result())
        let notices = (0..<2).compactMap { _ in
            writer.notice(for: task, after: event, tenant: Samples.tenant())
        }
        #expect(Set(notices.map(\.id)).count == 2)
        let notice = try #require(notices.first)
        #expect(notice.id.rawValue.wholeMatch(of: /msg_[0-9a-z]{27}/) != nil)
        #expect(notice.createdAt == Samples.wall)
        #expect(notice.task == task.id && notice.tenant == task.tenant)
        let body = try JSONDecoder().decode(JSONValue.self, from: Data(notice.body.utf8))
        #expect(body == ResultBody.json(for: task, type: .end))
    }

    @Test("a suggestion's end is told in a webhook of no task")
    func suggestion() throws {
        let open = Suggestion(
            id: "sug_1", tenant: "shop", source: .tenant, kind: .ban, term: "tyrone",
            at: Samples.wall)
        let end = SuggestionDecision.declined("it is a name", by: "admin", at: Samples.wall)
        let declined = try #require(open.decided(end))
        let tenant = Samples.tenant(callbackURL: "https://own.example.com")
        let notice = try #require(writer().notice(for: declined, tenant: tenant))
        #expect(notice.task == nil && notice.type == .text)
        #expect(notice.url == "https://own.example.com")
        let body = try JSONDecoder().decode(JSONValue.self, from: Data(notice.body.utf8))
        #expect(body["type"] == "text" && body["status"] == "declined")
        #expect(body["suggestion"]?["id"] == "sug_1")
        #expect(body["suggestion"]?["decline_reason"] == "it is a name")
        #expect(
            body["content"] == "Your suggestion to ban \"tyrone\" was declined: it is a name")
        #expect(writer().notice(for: declined, tenant: Samples.tenant(callbackURL: nil)) == nil)
    }
}
