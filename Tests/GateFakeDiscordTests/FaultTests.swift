import GateCore
import GateTestKit
import Testing

@testable import GateFakeDiscord

@Suite("Faults on demand", .timeLimit(.minutes(1)))
struct FaultTests {
    @Test(
        "refuses the next job in a message for the user alone",
        arguments: [
            ("banned", "Banned prompt detected", 0xFF_0000),
            ("action_needed", "Action needed to continue", 0xFF_FF00),
            ("queue_full", "Queue full", 0xFF_0000),
            ("invalid_parameter", "Invalid parameter", 0xFF_0000),
            ("captcha", "Action required to continue", 0xFF_FF00),
        ])
    func refusals(next: String, title: String, color: Int64) async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": .string(next)])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let body = Bodies.imagine("a cat", nonce: "n")
                #expect(try await fake.api("POST", "/interactions", body).status == 204)
                let message = try #require(try await client.next("MESSAGE_CREATE")["d"])
                #expect(message["flags"] == 64 && message["nonce"] == "n")
                let embed = message["embeds"]?[0]
                #expect(embed?["title"]?.string == title && embed?["color"]?.int == color)
                #expect(embed?["footer"]?["text"] == "/imagine a cat")
                let again = Bodies.imagine("a cat", nonce: "n2")
                _ = try await fake.api("POST", "/interactions", again)
                let next = try await client.next("MESSAGE_CREATE")
                #expect(next["d"]?["flags"] == 0, "only one job was to be refused")
            }
        }
    }

    @Test("refuses in words of one's choice")
    func wording() async throws {
        try await RunningFake.with { fake in
            try await fake.control([
                "next": "embed", "title": "Blocked", "description": "You are blocked.", "color": 5,
            ])
            let embed = try await firstMessage(fake)["embeds"]?[0]
            #expect(embed?["title"] == "Blocked" && embed?["description"] == "You are blocked.")
            #expect(embed?["color"] == 5)
        }
    }

    @Test("refuses a prompt for its own words, with no order")
    func words() async throws {
        try await RunningFake.with { fake in
            let embed = try await firstMessage(fake, prompt: "a Moderated, picture")["embeds"]?[0]
            #expect(embed?["title"] == "Banned prompt detected")
        }
    }

    @Test("draws an appealed prompt after all")
    func appeal() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "action_needed"])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("a cat"))
                let message = try #require(try await client.next("MESSAGE_CREATE")["d"])
                let customID = try #require(message.customID("Appeal"))
                let press = Bodies.press(customID, of: message, nonce: "2")
                #expect(
                    try await fake.api("POST", "/interactions", press, token: "other").status == 404
                )
                #expect(try await fake.api("POST", "/interactions", press).status == 204)
                let waiting = try await client.next("MESSAGE_CREATE")
                #expect(waiting["d"]?["content"]?.string?.hasPrefix("**a cat --v 6.1**") == true)
            }
        }
    }

    @Test("says queued first, and then draws without the nonce")
    func queued() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "job_queued"])
            let events = try await events(fake, upTo: "MESSAGE_DELETE").compactMap { $0["d"] }
            #expect(events[2]["embeds"]?[0]?["title"] == "Job queued" && events[2]["nonce"] == "n")
            #expect(events[3]["content"]?.string?.contains("Waiting to start") == true)
            #expect(events[3]["nonce"] == nil)
            #expect(events[3]["interaction_metadata"]?["id"] == events[0]["id"])
        }
    }

    @Test("stops half-way, cancels by filter, or lets the message vanish, with no picture")
    func halfWay() async throws {
        try await RunningFake.with { fake in
            for next in ["stop", "image_filter", "deleted"] {
                try await fake.control(["next": .string(next)])
            }
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                for nonce in ["1", "2", "3", "4"] {
                    _ = try await fake.api(
                        "POST", "/interactions", Bodies.imagine("a cat", nonce: nonce))
                    // Each to its end before the next.
                    var data = JSONValue.null
                    repeat {
                        let event = try await client.next()
                        data = event["t"] == "MESSAGE_DELETE" ? "deleted" : event["d"] ?? .null
                        if nonce != "4" { #expect(data.customID("upsample") == nil) }
                    } while !isEnd(data)
                    switch nonce {
                    case "1": #expect(data["content"]?.string?.hasSuffix("> (Stopped)") == true)
                    case "2":
                        let title = data["embeds"]?[0]?["title"]
                        #expect(title == "Request cancelled due to output filters")
                    default: #expect(data == "deleted")
                    }
                }
            }
        }
    }

    private func isEnd(_ data: JSONValue) -> Bool {
        data == "deleted" || data["content"]?.string?.contains("Stopped") == true
            || data["embeds"]?[0] != nil
    }

    @Test("removes the first message before the picture comes, when told to")
    func deleteFirst() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "delete_first"])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("a cat"))
                _ = try await client.next("MESSAGE_DELETE")
                let final = try await client.next()
                #expect(final["t"] == "MESSAGE_CREATE")
                #expect(final["d"]?.customID("upsample::1") != nil)
            }
        }
    }

    @Test("draws without progress, and sends events twice, when told to")
    func duplicates() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["duplicate_events": true]])
            try await fake.control(["next": "no_progress"])
            let events = try await events(fake, upTo: "MESSAGE_DELETE")
            #expect(
                events.compactMap { $0["t"]?.string } == [
                    "INTERACTION_CREATE", "INTERACTION_CREATE", "INTERACTION_SUCCESS",
                    "INTERACTION_SUCCESS", "MESSAGE_CREATE", "MESSAGE_CREATE", "MESSAGE_CREATE",
                    "MESSAGE_CREATE", "MESSAGE_DELETE",
                ])
            #expect(events.compactMap { $0["s"]?.int } == [2, 2, 3, 3, 4, 4, 5, 5, 6])
        }
    }

    @Test("takes a job and is never heard of it again")
    func silent() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "silent"])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                for nonce in ["lost", "found"] {
                    let body = Bodies.imagine("a cat", nonce: nonce)
                    #expect(try await fake.api("POST", "/interactions", body).status == 204)
                }
                #expect(try await client.next()["d"]?["nonce"] == "found")
            }
        }
    }

    @Test("answers with the status, code and wait that were ordered, as often as ordered")
    func status() async throws {
        try await RunningFake.with { fake in
            try await fake.control([
                "next": "status", "status": 429, "retry_after": 1.5, "global": true, "count": 2,
            ])
            try await fake.control([
                "next": "status", "status": 403, "code": 50001, "message": "No",
            ])
            for _ in 1...2 {
                let answer = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
                #expect(answer.status == 429 && answer.json["retry_after"] == 1.5)
                #expect(answer.header("Retry-After") == "2")
                #expect(answer.header("X-RateLimit-Global") == "true")
            }
            let answer = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
            #expect(answer.status == 403)
            #expect(answer.json == ["message": "No", "code": 50001])
            #expect(try await fake.api("POST", "/interactions", Bodies.imagine("x")).status == 204)
        }
    }

    @Test("keeps a fault for the route that it is ordered for")
    func routes() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "status", "status": 500, "on": "messages"])
            #expect(try await fake.api("POST", "/interactions", Bodies.imagine("x")).status == 204)
            let path = "/channels/\(Bodies.channel)/messages"
            #expect(try await fake.api("POST", path, ["content": "x"]).status == 500)
            #expect(try await fake.api("POST", path, ["content": "x"]).status == 200)
        }
    }

    @Test("leaves a call without an answer, and can still have taken it")
    func hang() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "hang", "taken": true])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let call = Task {
                    try await fake.api("POST", "/interactions", Bodies.imagine("a cat"))
                }
                let waiting = try await client.next("MESSAGE_CREATE")
                #expect(waiting["d"]?["nonce"] == "1")
                call.cancel()
                let answer = await call.result
                #expect((try? answer.get().status) ?? 0 == 0)  // ended by us, not answered
            }
            let kept = try await fake.open("GET", "/_control/interactions").json
            #expect(kept["interactions"]?[0]?["status"] == .null)
        }
    }

    @Test("slows its answers down")
    func slow() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["slow_ms": 3000]])
            async let answer = fake.api("GET", "/gateway")
            await fake.time.waitForSleepers()
            fake.time.advance(by: .seconds(3))
            #expect(try await answer.status == 200)
        }
    }

    @Test("names what it does not understand in an order")
    func unknownOrders() async throws {
        try await RunningFake.with { fake in
            for (order, word) in [
                (["nxt": "banned"], "nxt"), (["next": "bannned"], "banned"),
                (["next": "banned", "time": 1], "time"), (["do": "op8"], "op7"),
                (["set": ["step": 1, "acks": false]], "set.step"), (["set": ["acks": 1]], "acks"),
                (["next": "status", "status": 200], "status"), ([:], "next"),
                (["next": "banned", "do": "op7"], "exactly one"),
            ] as [(JSONValue, String)] {
                let answer = try await fake.control(order)
                #expect(answer.status == 400)
                #expect(answer.json["error"]?.string?.contains(word) == true, "\(order.text)")
            }
            let state = try await fake.open("GET", "/_control").json
            #expect(state["settings"]?["acks"] == true, "an order is taken whole or not at all")
            #expect(state["queue"] == [] && state["help"]?["next"] != nil)
        }
    }

    private func firstMessage(
        _ fake: RunningFake, prompt: String = "a cat"
    ) async throws -> JSONValue {
        let events = try await events(fake, prompt: prompt, upTo: "MESSAGE_CREATE")
        return try #require(events.last?["d"])
    }

    private func events(
        _ fake: RunningFake, prompt: String = "a cat", upTo name: String
    ) async throws -> [JSONValue] {
        try await GatewayClient.with(port: fake.port) { client in
            try await client.identify()
            let body = Bodies.imagine(prompt, nonce: "n")
            #expect(try await fake.api("POST", "/interactions", body).status == 204)
            return try await client.dispatches(upTo: name)
        }
    }
}
