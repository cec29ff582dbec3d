import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("Sending a job to Discord", .timeLimit(.minutes(1)))
struct DispatcherSendTests {
    @Test("A button press is one POST with the raw token, through the account's proxy")
    func call() async throws {
        let discord = DispatcherFixture(proxyURL: "http://proxy.test:3128")
        try await discord.dispatcher.send(DispatcherFixture.press, nonce: "99")
        let call = try #require(discord.transport.calls.first)
        #expect(discord.transport.calls.count == 1)
        #expect(call.method == "POST")
        #expect(call.url == "http://127.0.0.1:1/api/v9/interactions")
        #expect(call.proxy == "http://proxy.test:3128")
        let headers = Dictionary(call.headers.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(headers["Authorization"] == DispatcherFixture.token)
        #expect(headers["Content-Type"] == "application/json")
        #expect(headers["User-Agent"] == "promptgate")
        #expect(discord.interactions.first?["nonce"] == "99")
        #expect(discord.interactions.first?["data"]?["custom_id"] == "MJ::JOB::upsample::1::a-b-c")
    }

    @Test("READY's session is sent once there is one; before, one that stays the same")
    func session() async throws {
        let discord = DispatcherFixture()
        try await discord.dispatcher.send(DispatcherFixture.press, nonce: "1")
        try await discord.dispatcher.send(DispatcherFixture.press, nonce: "2")
        discord.state.connected(sessionID: "from-ready")
        try await discord.dispatcher.send(DispatcherFixture.press, nonce: "3")
        let sessions = discord.interactions.map { $0["session_id"]?.string ?? "" }
        #expect(sessions[0] == sessions[1])
        #expect(sessions[0].wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(sessions[2] == "from-ready")
    }

    @Test(
        "A status means what Discord says it means",
        arguments: [
            (200, "{}", nil), (204, "", nil),
            (
                400,
                #"{"code":50035,"message":"Invalid Form Body","errors":{"data":{"_errors":[{"code":"X","message":"Bad option"}]}}}"#,
                .permanent("Discord answered 400, code 50035: Invalid Form Body: Bad option")
            ),
            (
                404, #"{"code":10008,"message":"Unknown Message"}"#,
                .permanent("Discord answered 404, code 10008: Unknown Message")
            ),
            (405, "<html>", .permanent("Discord answered 405.")),
            (302, "", .permanent("Discord answered 302.")),
            (500, "", .ambiguous("Discord answered 500.")),
            (502, "<html>", .ambiguous("Discord answered 502.")),
            (
                401, #"{"code":0,"message":"401: Unauthorized"}"#,
                .parked("Discord answered 401, code 0: 401: Unauthorized")
            ),
            (
                403, #"{"code":50001,"message":"Missing Access"}"#,
                .parked("Discord answered 403, code 50001: Missing Access")
            ),
            (
                400, #"{"code":40002,"message":"You need to verify your account"}"#,
                .parked("Discord answered 400, code 40002: You need to verify your account")
            ),
            (
                429, #"{"message":"slow","retry_after":2.5,"global":false}"#,
                .transient("Discord answered 429: slow", retryAfter: .milliseconds(2500))
            ),
            (429, "", .transient("Discord answered 429.", retryAfter: .seconds(1))),
        ] as [(Int, String, DispatchError?)])
    func statuses(status: Int, body: String, expected: DispatchError?) async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: status, body: body)
        #expect(await discord.outcome() == expected)
    }

    @Test(
        "What the network does decides whether the job may have been taken",
        arguments: [
            (
                HTTPFault.notSent("refused"),
                .transient("Discord was not reached: refused", retryAfter: nil)
            ),
            (HTTPFault.unanswered("reset"), .ambiguous("Discord did not answer: reset")),
            (HTTPFault.malformed("x"), .ambiguous("Discord's answer is not HTTP: x")),
            (HTTPFault.answerTooLarge, .ambiguous("Discord's answer is too large.")),
        ] as [(HTTPFault, DispatchError)])
    func faults(fault: HTTPFault, expected: DispatchError) async {
        let discord = DispatcherFixture()
        discord.transport.enqueue { _ in throw fault }
        #expect(await discord.outcome() == expected)
    }

    @Test("Cancelling an attempt that is on its way leaves it open whether it was taken")
    func cancelled() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue { _ in throw CancellationError() }
        #expect(
            await discord.outcome()
                == .ambiguous("Cancelled while Discord's answer was awaited."))
    }

    @Test("A refused token parks the account, with the reason, and nothing more is sent")
    func parks() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 401, body: #"{"message":"401: Unauthorized","code":0}"#)
        _ = await discord.outcome()
        let reason =
            "Discord refused the token (401): Discord answered 401, code 0: 401: Unauthorized"
        #expect(discord.dispatcher.health() == .parked(reason))
        #expect(await discord.outcome() == .parked(reason))
        #expect(await discord.outcome(DispatcherFixture.imagine()) == .parked(reason))
        await #expect(throws: DispatchError.parked(reason)) {
            try await discord.dispatcher.hasTaken(nonce: "1")
        }
        await #expect(throws: DispatchError.parked(reason)) {
            try await discord.dispatcher.post(uploadFilename: "a/b.png")
        }
        await #expect(throws: DispatchError.parked(reason)) {
            try await discord.dispatcher.upload(
                filename: "b.png", contentType: "image/png", bytes: [1])
        }
        #expect(discord.transport.calls.count == 1)
    }

    @Test("Nothing goes to the storage either once the account is parked")
    func parkedStorage() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue { _ in
            discord.state.park("meanwhile")
            return HTTPAnswer(
                status: 200, headers: [],
                body: Array(
                    #"{"attachments":[{"upload_url":"http://s.test/1","upload_filename":"u/b"}]}"#
                        .utf8))
        }
        await #expect(throws: DispatchError.parked("meanwhile")) {
            try await discord.dispatcher.upload(
                filename: "b.png", contentType: "image/png", bytes: [1])
        }
        #expect(discord.transport.calls.count == 1)
    }

    @Test("A channel that cannot be read tells of a 5xx that it can be asked again")
    func safeFault() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 502)
        await #expect(
            throws: DispatchError.transient("Discord answered 502.", retryAfter: nil)
        ) { try await discord.dispatcher.hasTaken(nonce: "1") }
    }

    @Test("Nothing secret, nothing long and no control character gets into an error")
    func secrets() async throws {
        let discord = DispatcherFixture(proxyURL: "http://user:canary@proxy.test")
        let words =
            "token \(DispatcherFixture.token) via http://user:canary@proxy.test \\u001b[31m\\r\\n"
            + String(repeating: "x", count: 5000)
        discord.transport.enqueue(status: 400, body: #"{"code":1,"message":"\#(words)"}"#)
        guard case .permanent(let text) = await discord.outcome() else {
            Issue.record("not permanent")
            return
        }
        #expect(!text.contains("canary"))
        #expect(text.contains("token [secret] via [secret]"))
        #expect(text.count < 700)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        discord.transport.enqueue { _ in throw HTTPFault.unanswered(DispatcherFixture.token) }
        #expect(await discord.outcome() == .ambiguous("Discord did not answer: [secret]"))
    }

    @Test(
        "A message with the nonce says that the job was taken",
        arguments: [
            (#"[{"id":"1"},{"id":"2","nonce":"99"}]"#, true),
            (#"[{"id":"1","nonce":99}]"#, true),
            (#"[{"id":"1","nonce":"98"}]"#, false),
            ("[]", false),
        ])
    func taken(body: String, expected: Bool) async throws {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: body)
        #expect(try await discord.dispatcher.hasTaken(nonce: "99") == expected)
        let call = try #require(discord.transport.calls.first)
        #expect(call.method == "GET")
        #expect(call.url == "http://127.0.0.1:1/api/v9/channels/22/messages?limit=50")
    }

    @Test("A list of messages that does not come or cannot be read says neither")
    func takenUnknown() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: "{}")
        await #expect(
            throws: DispatchError.transient(
                "Discord's list of messages cannot be read.", retryAfter: nil)
        ) { try await discord.dispatcher.hasTaken(nonce: "99") }
        discord.transport.enqueue { _ in throw HTTPFault.unanswered("reset") }
        await #expect(
            throws: DispatchError.transient("Discord did not answer: reset", retryAfter: nil)
        ) { try await discord.dispatcher.hasTaken(nonce: "99") }
    }
}
