import GateCore
import GateTestKit
import Testing

@testable import GateFakeDiscord

@Suite("The rest of REST", .timeLimit(.minutes(1)))
struct RESTTests {
    @Test("tells where the Gateway is and who one is, under v9 and v10")
    func identity() async throws {
        try await RunningFake.with { fake in
            for version in ["v9", "v10"] {
                func get(_ path: String, _ token: String) async throws -> JSONValue {
                    let answer = try await fake.open(
                        "GET", "/api/\(version)\(path)", headers: [("Authorization", token)])
                    #expect(answer.status == 200, "\(path)")
                    return answer.json
                }
                let gateway = try await get("/gateway/bot", "Bot robot")
                #expect(gateway["url"]?.string == "ws://127.0.0.1:\(fake.port)/gateway")
                #expect(gateway["shards"] == 1 && gateway["session_start_limit"]?["total"] == 1000)
                let anyone = try await fake.open("GET", "/api/v10/gateway")
                #expect(anyone.status == 200 && anyone.json["url"] == gateway["url"])
                let bot = try await get("/users/@me", "Bot robot")
                #expect(bot["bot"] == true)
                #expect(try await get("/oauth2/applications/@me", "Bot robot")["id"] == bot["id"])
                #expect(try await get("/users/@me", "someone")["bot"] == false)
                #expect(try await get("/guilds/\(Bodies.guild)", "x")["id"]?.string == Bodies.guild)
                #expect(try await get("/channels/\(Bodies.channel)", "x")["type"] == 0)
            }
        }
    }

    @Test("is 404 for an unknown path and 405 for another method")
    func unknown() async throws {
        try await RunningFake.with { fake in
            let nothing = try await fake.api("GET", "/nothing")
            let oldVersion = try await fake.open("GET", "/api/v3/gateway")
            let otherMethod = try await fake.api("GET", "/interactions")
            #expect([nothing, oldVersion, otherMethod].map(\.status) == [404, 404, 405])
        }
    }

    @Test("lists the commands with the ids and versions of the real ones")
    func index() async throws {
        try await RunningFake.with { fake in
            for place in ["guilds/\(Bodies.guild)", "channels/\(Bodies.channel)"] {
                let index = try await fake.api("GET", "/\(place)/application-command-index").json
                let commands = index["application_commands"]?.array ?? []
                let imagine = commands.first {
                    $0["name"] == "imagine"
                        && $0["application_id"]?.string == SlashCommand.midjourneyID
                }
                #expect(imagine?["id"] == "938956540159881230")
                #expect(imagine?["version"] == "1237876415471554623")
                #expect(imagine?["options"]?[0]?["name"] == "prompt")
                let names = Set(commands.compactMap { $0["name"]?.string })
                #expect(
                    names == [
                        "imagine", "describe", "blend", "shorten", "show", "info", "settings",
                        "fast", "relax",
                    ])
                #expect(index["applications"]?[0]?["id"]?.string == SlashCommand.midjourneyID)
            }
        }
    }

    @Test("takes an upload and posts it as a message with a link to the same bytes")
    func upload() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let bytes = Painting.grid(seed: 3).png()
                let path = try await fake.upload(bytes, named: "../my cat.png")
                #expect(path.hasSuffix("/my_cat.png"))
                let answer = try await fake.api(
                    "POST", "/channels/\(Bodies.channel)/messages",
                    [
                        "content": "", "nonce": "n",
                        "attachments": [
                            ["id": "0", "filename": "x", "uploaded_filename": .string(path)]
                        ],
                    ])
                #expect(answer.status == 200 && answer.json["nonce"] == "n")
                let attachment = try #require(answer.json["attachments"]?[0])
                #expect(attachment["width"] == 256 && attachment["size"]?.int == Int64(bytes.count))
                let event = try await client.next("MESSAGE_CREATE")["d"]
                #expect(event?["attachments"]?[0] == attachment && event?["nonce"] == "n")
                let link = fake.path(of: try #require(attachment["url"]?.string))
                let image = try await fake.open("GET", link)
                #expect(image.body == bytes && image.header("Content-Type") == "image/png")
            }
        }
    }

    @Test("refuses a PUT of another size, to another address, or too large")
    func wrongUploads() async throws {
        try await RunningFake.with { fake in
            let announced = try await fake.announce("a.png", size: 3)
            #expect(try await fake.put([1, 2], to: announced).status == 400)
            let link = try #require(announced["upload_url"]?.string)
            let guessed = fake.path(of: link).replacing(/upload_id=.*/, with: "upload_id=guess")
            #expect(try await fake.open("PUT", guessed, body: [1, 2, 3]).status == 404)
            #expect(try await fake.put([1, 2, 3], to: announced).status == 200)
            let huge: JSONValue = [
                "files": [["filename": "a", "file_size": .int((25 << 20) + 1), "id": "0"]]
            ]
            let path = "/channels/\(Bodies.channel)/attachments"
            #expect(try await fake.api("POST", path, huge).status == 413)
            let body = [UInt8](repeating: 0, count: (25 << 20) + 1)
            #expect(try await fake.open("PUT", fake.path(of: link), body: body).status == 413)
        }
    }

    @Test("refuses messages that are empty, too long, or name no upload of one's own")
    func wrongMessages() async throws {
        try await RunningFake.with { fake in
            let path = try await fake.upload([1], named: "a.png")
            let file: JSONValue = ["attachments": [["uploaded_filename": .string(path)]]]
            let none: JSONValue = ["attachments": [["uploaded_filename": "x/a.png"]]]
            let long = String(repeating: "x", count: 2001)
            for (body, token, code) in [
                (JSONValue.object([:]), "tester", 50006),
                (["content": .string(long)], "tester", 50035),
                (none, "tester", 50146), (file, "another", 50146),
                (["content": "x", "nonce": .string(String(long.prefix(26)))], "tester", 50035),
            ] {
                let answer = try await fake.api(
                    "POST", "/channels/\(Bodies.channel)/messages", body, token: token)
                #expect(answer.status == 400 && answer.json["code"]?.int == Int64(code))
            }
        }
    }

    @Test("gives history newest first, in pages, with nonces and without ephemeral messages")
    func history() async throws {
        try await RunningFake.with { fake in
            let path = "/channels/\(Bodies.channel)/messages"
            var ids: [String] = []
            for number in 1...5 {
                let body: JSONValue = [
                    "content": .string("\(number)"), "nonce": .string("n\(number)"),
                ]
                ids.append(try #require(try await fake.api("POST", path, body).json["id"]?.string))
            }
            try await fake.control(["next": "banned"])
            _ = try await fake.api("POST", "/interactions", Bodies.imagine("x"))
            func page(_ query: String) async throws -> [String] {
                (try await fake.api("GET", "\(path)?\(query)").json.array ?? [])
                    .compactMap { $0["content"]?.string }
            }
            #expect(try await page("") == ["5", "4", "3", "2", "1"])
            #expect(try await page("limit=2") == ["5", "4"])
            #expect(try await page("limit=2&before=\(ids[2])") == ["2", "1"])
            #expect(try await page("limit=2&after=\(ids[1])") == ["4", "3"])
            #expect(try await fake.api("GET", "\(path)?limit=0").status == 400)
            #expect(try await fake.api("GET", "\(path)?limit=101").status == 400)
            let one = try await fake.api("GET", "\(path)/\(ids[0])")
            #expect(one.json["nonce"] == "n1")
            #expect(try await fake.api("GET", "\(path)/1").json["code"] == 10008)
        }
    }

    @Test("posts one message for one nonce")
    func messageNonce() async throws {
        try await RunningFake.with { fake in
            let path = "/channels/\(Bodies.channel)/messages"
            let body: JSONValue = ["content": "once", "nonce": "same"]
            let first = try await fake.api("POST", path, body)
            let second = try await fake.api("POST", path, body)
            #expect(first.json["id"] == second.json["id"])
            #expect(try await fake.api("GET", path).json.array?.count == 1)
        }
    }

    @Test("limits calls per bucket and second")
    func rates() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["bucket_limit": 2]])
            let statuses = [
                try await fake.api("GET", "/users/@me"), try await fake.api("GET", "/users/@me"),
                try await fake.api("GET", "/users/@me"),
            ]
            #expect(statuses.map(\.status) == [200, 200, 429])
            #expect(statuses[2].json["retry_after"] == 1 && statuses[2].json["global"] == false)
            #expect(statuses[2].header("Retry-After") == "1")
            #expect(statuses[2].header("X-RateLimit-Remaining") == "0")
            #expect(try await fake.api("GET", "/gateway").status == 200)
            #expect(try await fake.api("GET", "/users/@me", token: "other").status == 200)
            fake.time.advance(by: .seconds(1))
            #expect(try await fake.api("GET", "/users/@me").status == 200)
        }
    }

    @Test("asks for a link's signature when told to, until it ends, and signs anew")
    func signatures() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["sign_urls": true]])
            let path = try await fake.upload([1, 2], named: "a.png")
            let posted = try await fake.api(
                "POST", "/channels/\(Bodies.channel)/messages",
                ["attachments": [["uploaded_filename": .string(path)]]])
            let url = try #require(posted.json["attachments"]?[0]?["url"]?.string)
            let link = fake.path(of: url)
            #expect(try await fake.open("GET", link).status == 200)
            #expect(try await fake.open("GET", String(link.prefix { $0 != "?" })).status == 404)
            fake.time.advance(by: .seconds(86_401))
            #expect(try await fake.open("GET", link).status == 404)
            let renewed = try await fake.api(
                "POST", "/attachments/refresh-urls", ["attachment_urls": [.string(url)]])
            let fresh = try #require(renewed.json["refreshed_urls"]?[0]?["refreshed"]?.string)
            #expect(try await fake.open("GET", fake.path(of: fresh)).status == 200)
        }
    }
}
