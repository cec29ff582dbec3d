import GateCore
import Testing

@testable import GateFakeDiscord

@Suite("POST /interactions", .timeLimit(.minutes(1)))
struct InteractionTests {
    @Test("is 401 without a token, and with one that is not on the list")
    func unauthorized() async throws {
        try await RunningFake.with({ $0.tokens = ["good"] }) { fake in
            for token in [nil, "", "bad", "Bot bad"] {
                let answer = try await fake.api(
                    "POST", "/interactions", Bodies.imagine("x"), token: token)
                #expect(answer.status == 401)
                #expect(answer.json == ["message": "401: Unauthorized", "code": 0])
            }
            let body = Bodies.imagine("x")
            #expect(try await fake.api("POST", "/interactions", body, token: "good").status == 204)
        }
    }

    @Test("is 204 with an empty body and the rate limit's headers")
    func accepted() async throws {
        try await RunningFake.with { fake in
            let answer = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
            #expect(answer.status == 204 && answer.body.isEmpty)
            #expect(answer.header("X-RateLimit-Limit") == "50")
            #expect(answer.header("X-RateLimit-Remaining") == "49")
            for name in ["Reset", "Reset-After", "Bucket"] {
                #expect(answer.header("X-RateLimit-\(name)") != nil)
            }
        }
    }

    @Test("refuses an outdated command version as Discord does")
    func version() async throws {
        try await RunningFake.with { fake in
            let body = Bodies.imagine("x", version: "1077969938624553050")
            let answer = try await fake.api("POST", "/interactions", body)
            #expect(answer.status == 400 && answer.json["code"] == 50035)
            #expect(
                answer.json["errors"]?["data"]?["_errors"]?[0]?["code"]
                    == "INTERACTION_APPLICATION_COMMAND_INVALID_VERSION")
        }
    }

    @Test("takes the version that has been set, which the index shows too")
    func rotatedVersion() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["command_version": "42"]])
            let old = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
            #expect(old.status == 400)
            let index = try await fake.api(
                "GET", "/guilds/\(Bodies.guild)/application-command-index")
            let versions = (index.json["application_commands"]?.array ?? []).map { $0["version"] }
            #expect(!versions.isEmpty && versions.allSatisfy { $0 == "42" })
            let body = Bodies.imagine("x", version: "42")
            #expect(try await fake.api("POST", "/interactions", body).status == 204)
        }
    }

    @Test(
        "names the fields that are wrong",
        arguments: [
            ("type", JSONValue.int(9)), ("application_id", nil), ("application_id", "abc"),
            ("channel_id", nil), ("guild_id", "1x"), ("session_id", nil), ("data", nil),
            ("nonce", "12345678901234567890123456"), ("nonce", 5),
        ] as [(String, JSONValue?)])
    func fields(name: String, value: JSONValue?) async throws {
        try await RunningFake.with { fake in
            var members = try #require(Bodies.imagine("x").object)
            members[name] = value
            let answer = try await fake.api("POST", "/interactions", .object(members))
            #expect(answer.status == 400 && answer.json["code"] == 50035)
            #expect(answer.json["errors"]?[name]?["_errors"]?[0]?["code"]?.string != nil)
        }
    }

    @Test("refuses what it does not know", arguments: [true, false])
    func unknown(isApplication: Bool) async throws {
        try await RunningFake.with { fake in
            let id: JSONValue = "1000000000000000000"
            let body =
                isApplication
                ? Bodies.imagine("x").merging(["application_id": id])
                : Bodies.press("MJ::JOB::upsample::1::x", of: ["id": id], nonce: "1")
            let answer = try await fake.api("POST", "/interactions", body)
            #expect(answer.status == (isApplication ? 400 : 404))
            #expect(answer.json["code"] == (isApplication ? 10002 : 10008))
        }
    }

    @Test("refuses a custom_id that the message has not")
    func unknownButton() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["next": "action_needed"])
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
                let message = try #require(try await client.next("MESSAGE_CREATE")["d"])
                let body = Bodies.press("MJ::Prompts::Appeal::other", of: message, nonce: "2")
                let answer = try await fake.api("POST", "/interactions", body)
                #expect(answer.status == 400)
                #expect(answer.json["errors"]?["data"]?["custom_id"] != nil)
            }
        }
    }

    @Test("takes a nonce once, and keeps every body that came")
    func nonce() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                for nonce in ["a", "a", "b"] {
                    let body = Bodies.imagine("twice", nonce: nonce)
                    #expect(try await fake.api("POST", "/interactions", body).status == 204)
                }
                var nonces: [JSONValue?] = []
                while nonces.last != "b" {
                    nonces.append(try await client.next("INTERACTION_CREATE")["d"]?["nonce"])
                }
                #expect(nonces == ["a", "b"])
            }
            let kept = try await fake.open("GET", "/_control/interactions").json["interactions"]
            #expect(kept?.array?.count == 3)
            #expect(kept?[1]?["body"] == Bodies.imagine("twice", nonce: "a"))
            #expect(kept?[1]?["status"] == 204)
        }
    }

    @Test("refuses another channel when ids are strict")
    func strict() async throws {
        try await RunningFake.with({ $0.strictIDs = true }) { fake in
            let body = Bodies.imagine("x").merging(["channel_id": "77"])
            let answer = try await fake.api("POST", "/interactions", body)
            #expect(answer.status == 404 && answer.json["code"] == 10003)
        }
    }

    @Test("refuses bodies over 64 KiB, and what is no JSON")
    func bodies() async throws {
        try await RunningFake.with { fake in
            let long = Bodies.imagine(String(repeating: "x", count: 65 << 10))
            #expect(try await fake.api("POST", "/interactions", long).status == 413)
            let answer = try await fake.open(
                "POST", "/api/v9/interactions", headers: [("Authorization", "t")], body: [0x7B])
            #expect(answer.status == 400 && answer.json["code"] == 50109)
        }
    }
}
