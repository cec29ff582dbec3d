import GateCore
import Testing

@Suite struct ResultBodyTests {
    @Test("a finished task has the fields of the callback it replaces, and ours")
    func finished() throws {
        let result = Samples.result(
            buttons: [Samples.button("MJ::JOB::upsample::1::\(Samples.jobID)", label: "U1")])
        let task = try #require(Samples.task(.imagine, after: .finished(result)))
        let body = ResultBody.json(for: task, type: .end)
        #expect(body["type"] == "end")
        #expect(body["id"] == 1_180_000_000_000_000_001)
        #expect(body["message_id"] == "1180000000000000001")
        #expect(body["content"] == "**a cat** - <@1> (fast)")
        #expect(body["embeds"] == [])
        #expect(body["trigger_id"] == "4242424242")
        #expect(body["task_id"] == "task_1")
        #expect(body["trigger_type"] == "generate")
        #expect(body["status"] == "finished")
        #expect(body["progress"] == 100)
        #expect(body["tenant"] == "acme")
        #expect(body["reason"] == .null)
        #expect(body["code"] == .null)
        #expect(body["actions"]?[0]?["label"] == "U1")
    }

    @Test("attachments have every field that the callback had, and keep Discord's others")
    func attachments() throws {
        let task = try #require(Samples.task(.imagine, after: .finished(Samples.result())))
        let attachment = try #require(ResultBody.json(for: task, type: .end)["attachments"]?[0])
        #expect(
            attachment == [
                "id": 1_180_000_000_000_000_002, "filename": "cat.png", "size": 10,
                "url": "https://cdn.example.com/cat.png", "proxy_url": nil, "content_type": nil,
                "width": nil, "height": nil, "ephemeral": false, "flags": 3,
            ])
    }

    @Test("a failure says why, with its code, and offers no actions")
    func failed() throws {
        let message = Samples.result(
            messageID: "not a number",
            buttons: [Samples.button("MJ::JOB::upsample::1::\(Samples.jobID)")])
        let failure = TaskFailure(.bannedPrompt, "Banned prompt detected", banned: true)
        let task = try #require(
            Samples.task(.imagine, after: .dispatching, .failed(failure, message)))
        let body = ResultBody.json(for: task, type: .banned)
        #expect(body["reason"] == "Banned prompt detected")
        #expect(body["code"] == 14)
        #expect(body["status"] == "banned")
        #expect(body["id"] == 0)
        #expect(body["message_id"] == "not a number")
        #expect(body["actions"] == [])
    }

    @Test("a task that Discord never saw has a body too")
    func empty() throws {
        let task = try #require(Samples.task(.imagine, after: .cancelled))
        let body = ResultBody.json(for: task, type: .error)
        #expect(body["id"] == 0)
        #expect(body["message_id"] == .null)
        #expect(body["content"] == "")
        #expect(body["attachments"] == [])
    }
}
