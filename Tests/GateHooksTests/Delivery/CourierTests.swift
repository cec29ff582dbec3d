import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateHooks

@Suite(.timeLimit(.minutes(1))) struct CourierTests {
    private let time = ManualTime(wall: Samples.wall)
    private let shelf = NoticeShelf()

    private func courier(
        _ transport: ScriptedTransport, schedule: RetrySchedule = .standard,
        names: [String: [[IPAddress]]] = ["hooks.example.com": [["93.184.216.34"]]]
    ) -> Courier {
        Courier(
            store: shelf, transport: transport,
            addresses: AddressGuard(allowPrivate: false, resolver: TableResolver(names)),
            schedule: schedule, time: time, random: SeededRandom(seed: 3),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs the courier while `body` runs.
    private func running(_ courier: Courier, _ body: () async throws -> Void) async throws {
        let loop = Task { try await courier.run() }
        try await body()
        loop.cancel()
        await #expect(throws: CancellationError.self) { try await loop.value }
    }

    /// Returns once `condition` holds; the suite's time limit ends a wait in vain.
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { await Task.yield() }
    }

    /// Moves the hands on until `condition` holds, a little at a time.
    private func advancing(by step: Duration, until condition: () -> Bool) async {
        while !condition(), !Task.isCancelled {
            time.advance(by: step)
            for _ in 0..<50 where !condition() { await Task.yield() }
        }
    }

    private func header(_ name: String, _ call: HTTPCall) -> String? {
        call.headers.first { $0.name == name }?.value
    }

    private func attempts(_ id: NoticeID) -> Int? {
        guard case .waiting(_, let attempts, _) = shelf.fate(id) else { return nil }
        return attempts
    }

    @Test("delivers a signed body to the address that was checked")
    func delivers() async throws {
        let transport = ScriptedTransport()
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) {
            await until { shelf.fate("msg_1") == .delivered }
        }
        #expect(transport.calls.count == 1)
        let call = transport.calls[0]
        #expect(call.method == "POST")
        #expect(call.url == "https://hooks.example.com/in")
        #expect(call.dial == "93.184.216.34")
        #expect(call.body == Array(#"{"n":1}"#.utf8))
        #expect(call.timeout <= .seconds(15))
        #expect(call.maxAnswerBytes <= 1 << 20)
        #expect(header("content-type", call) == "application/json")
        let signed = try WebhookSignature(secrets: [Samples.secret]).headers(
            id: "msg_1", at: Samples.wall, body: call.body ?? [])
        for (name, value) in signed { #expect(header(name, call) == value) }
    }

    @Test("wakes for what is written while it rests")
    func wakes() async throws {
        let courier = courier(ScriptedTransport())
        try await running(courier) {
            await time.waitForSleepers()
            shelf.add(Samples.notice("msg_1"))
            courier.wake()
            await until { shelf.fate("msg_1") == .delivered }
        }
    }

    @Test("a retry has the same id and body, and a signature of its own time")
    func retries() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 500)
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) {
            await until { attempts("msg_1") == 1 }
            await advancing(by: .seconds(1)) { shelf.fate("msg_1") == .delivered }
        }
        let calls = transport.calls
        #expect(calls.count == 2)
        #expect(calls[0].body == calls[1].body)
        #expect(header("webhook-id", calls[0]) == header("webhook-id", calls[1]))
        #expect(header("webhook-timestamp", calls[0]) != header("webhook-timestamp", calls[1]))
        #expect(header("webhook-signature", calls[0]) != header("webhook-signature", calls[1]))
    }

    @Test("a task's webhooks arrive in order, however the first fares")
    func order() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 503)
        transport.enqueue { _ in throw HTTPFault.unanswered("lost") }
        shelf.add(Samples.notice("msg_1"), Samples.notice("msg_2"), Samples.notice("msg_3"))
        try await running(courier(transport)) {
            await advancing(by: .seconds(1)) { shelf.fate("msg_3") == .delivered }
        }
        #expect(
            transport.calls.map { header("webhook-id", $0) } == [
                "msg_1", "msg_1", "msg_1", "msg_2", "msg_3",
            ])
    }

    @Test("honours Retry-After")
    func retryAfter() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 429, headers: [("Retry-After", "3600")])
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) { await until { attempts("msg_1") == 1 } }
        #expect(
            shelf.fate("msg_1")
                == .waiting(
                    until: Samples.wall + .seconds(3600), attempts: 1,
                    error: "the receiver answered 429"))
    }

    @Test("gives up when the schedule is spent, and keeps the reason")
    func givesUp() async throws {
        let transport = ScriptedTransport { _ in throw HTTPFault.notSent("refused") }
        shelf.add(Samples.notice("msg_1"))
        let short = RetrySchedule(pauses: [.seconds(1), .seconds(2)])
        try await running(courier(transport, schedule: short)) {
            await advancing(by: .seconds(1)) { attempts("msg_1") == nil }
        }
        #expect(
            shelf.fate("msg_1") == .failed("given up after 3 tries: no connection: refused"))
        #expect(transport.calls.count == 3)
    }

    @Test("a receiver that answers 410 is not asked again, and what was to go there fails")
    func gone() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 410)
        shelf.add(Samples.notice("msg_1"), Samples.notice("msg_2"))
        try await running(courier(transport)) {
            await until { shelf.fate("msg_2") == .failed("closed") }
        }
        guard case .failed(let words) = shelf.fate("msg_1") else {
            Issue.record("\(String(describing: shelf.fate("msg_1")))")
            return
        }
        #expect(words.contains("410"))
        #expect(transport.calls.count == 1)
    }

    @Test("a redirect is a failure, and is not followed")
    func redirect() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 302, headers: [("Location", "http://169.254.169.254/")])
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) { await until { attempts("msg_1") == 1 } }
        #expect(transport.calls.count == 1)
    }

    @Test("a forbidden address is never dialled")
    func forbidden() async throws {
        let transport = ScriptedTransport()
        shelf.add(
            Samples.notice("msg_1", task: "t1", url: "http://inner.example.com/"),
            Samples.notice("msg_2", task: "t2", url: "http://127.0.0.1:9000/"),
            Samples.notice("msg_3", task: "t3", url: "nonsense"))
        let names: [String: [[IPAddress]]] = [
            "inner.example.com": [["10.0.0.7"]], "127.0.0.1": [["127.0.0.1"]],
        ]
        try await running(courier(transport, names: names)) {
            await until { ["msg_1", "msg_2", "msg_3"].allSatisfy { attempts($0) == nil } }
        }
        #expect(transport.calls.isEmpty)
        #expect(
            shelf.fate("msg_1")
                == .failed(
                    "inner.example.com leads to a private address; "
                        + "PROMPTGATE_ALLOW_PRIVATE_CALLBACKS=1 lets it through"))
    }

    @Test("a second address is tried when there is no connection to the first")
    func secondAddress() async throws {
        let transport = ScriptedTransport()
        transport.enqueue { _ in throw HTTPFault.notSent("unreachable") }
        shelf.add(Samples.notice("msg_1"))
        let names: [String: [[IPAddress]]] = [
            "hooks.example.com": [["2606:4700::1111", "93.184.216.34"]]
        ]
        try await running(courier(transport, names: names)) {
            await until { shelf.fate("msg_1") == .delivered }
        }
        #expect(
            transport.calls.map(\.dial) == ["2606:4700:0:0:0:0:0:1111", "93.184.216.34"])
    }

    @Test("a request that may have arrived is not repeated at another address")
    func unanswered() async throws {
        let transport = ScriptedTransport()
        transport.enqueue { _ in throw HTTPFault.unanswered("lost") }
        shelf.add(Samples.notice("msg_1"))
        let names: [String: [[IPAddress]]] = [
            "hooks.example.com": [["93.184.216.34", "93.184.216.35"]]
        ]
        try await running(courier(transport, names: names)) {
            await until { attempts("msg_1") == 1 }
        }
        #expect(transport.calls.count == 1)
    }

    @Test("a receiver that hangs is cut off, and holds up no other")
    func hanging() async throws {
        let transport = ScriptedTransport { [time] call in
            if call.url.contains("hung") { try await time.sleep(for: .seconds(1_000_000)) }
            return HTTPAnswer(status: 200, headers: [], body: [])
        }
        for number in 0..<300 {
            shelf.add(
                Samples.notice(
                    "hung_\(number)", task: TaskID("h\(number)"), url: "https://hung.example.com/"))
        }
        shelf.add(Samples.notice("msg_1"))
        let names: [String: [[IPAddress]]] = [
            "hooks.example.com": [["93.184.216.34"]], "hung.example.com": [["93.184.216.35"]],
        ]
        try await running(courier(transport, names: names)) {
            await until { shelf.fate("msg_1") == .delivered }
            #expect(transport.calls.filter { $0.url.contains("hung") }.count == 1)
            await advancing(by: .seconds(5)) { attempts("hung_0") == 1 }
        }
    }

    @Test("what a receiver without a free place has is left out, until a place comes free")
    func resting() async throws {
        let transport = ScriptedTransport { [time] call in
            if call.url.contains("hung") { try await time.sleep(for: .seconds(1_000_000)) }
            return HTTPAnswer(status: 200, headers: [], body: [])
        }
        for number in 0..<3 {
            shelf.add(
                Notice(
                    id: NoticeID("hung_\(number)"), tenant: "hung", task: TaskID("h\(number)"),
                    type: .end, url: "https://hung.example.com/", body: "{}",
                    createdAt: Samples.wall))
        }
        let names: [String: [[IPAddress]]] = [
            "hooks.example.com": [["93.184.216.34"]], "hung.example.com": [["93.184.216.35"]],
        ]
        let courier = courier(transport, names: names)
        let hung = Receiver(tenant: "hung", origin: "hung.example.com:443")
        try await running(courier) {
            for id in ["msg_1", "msg_2"] as [NoticeID] {
                shelf.add(Samples.notice(id.rawValue, task: TaskID(id.rawValue)))
                courier.wake()
                await until { shelf.fate(id) == .delivered && shelf.resting == [hung] }
            }
            await advancing(by: .seconds(5)) {
                transport.calls.count { $0.url.contains("hung") } == 2
            }
            #expect(attempts("hung_0") == 1)
        }
    }

    @Test("what is on its way is not sent a second time, however often the courier wakes")
    func once() async throws {
        let transport = ScriptedTransport()
        transport.enqueue(status: 200)
        transport.enqueue { [time] _ in
            try await time.sleep(for: .seconds(10))
            return HTTPAnswer(status: 200, headers: [], body: [])
        }
        let courier = courier(transport)
        shelf.add(Samples.notice("msg_1"))
        try await running(courier) {
            await until { shelf.fate("msg_1") == .delivered }
            shelf.add(Samples.notice("msg_2"))
            courier.wake()
            await until { transport.calls.count == 2 }
            for number in 3...6 {
                let id = "msg_\(number)"
                shelf.add(Samples.notice(id, task: TaskID(id)))
                courier.wake()
                await until { shelf.fate(NoticeID(id)) == .delivered }
            }
            await advancing(by: .seconds(2)) { shelf.fate("msg_2") == .delivered }
        }
        #expect(transport.calls.filter { header("webhook-id", $0) == "msg_2" }.count == 1)
    }

    @Test("a store that fails is waited for")
    func storeFails() async throws {
        let transport = ScriptedTransport()
        shelf.refuse(3)
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) {
            await advancing(by: .seconds(1)) { shelf.fate("msg_1") == .delivered }
        }
        #expect(transport.calls.count == 1)
    }

    @Test("a webhook whose arrival the store does not take yet is not sent again")
    func arrivalKept() async throws {
        let transport = ScriptedTransport { [shelf] _ in
            shelf.refuse(20)
            return HTTPAnswer(status: 200, headers: [], body: [])
        }
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) {
            await advancing(by: .seconds(1)) { shelf.fate("msg_1") == .delivered }
        }
        #expect(transport.calls.count == 1)
    }

    @Test("a try that the end of the gateway cuts short counts as none")
    func stopped() async throws {
        let transport = ScriptedTransport { [time] _ in
            try await time.sleep(for: .seconds(1_000_000))
            return HTTPAnswer(status: 200, headers: [], body: [])
        }
        shelf.add(Samples.notice("msg_1"))
        try await running(courier(transport)) { await until { !transport.calls.isEmpty } }
        #expect(
            shelf.fate("msg_1") == .waiting(until: Samples.wall, attempts: 0, error: nil))
    }

    @Test("a tenant's broken secret fails the webhook, without saying it")
    func badSecret() async throws {
        let broken = NoticeShelf(secret: "whsec_!!!")
        broken.add(Samples.notice("msg_1"))
        let courier = Courier(
            store: broken, transport: ScriptedTransport(),
            addresses: AddressGuard(allowPrivate: false, resolver: TableResolver([:])),
            time: time, random: SeededRandom(seed: 3),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await running(courier) {
            await until {
                broken.fate("msg_1")
                    == .failed("the signing secret is not whsec_ followed by base64")
            }
        }
    }
}
