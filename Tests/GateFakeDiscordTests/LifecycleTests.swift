import GateCore
import GateTestKit
import Testing

@testable import GateFakeDiscord

@Suite("A job's life, seen over the Gateway", .timeLimit(.minutes(1)))
struct LifecycleTests {
    @Test("imagine waits, tells progress, shows a grid and removes the first message")
    func imagine() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let body = Bodies.imagine("a  red fox — tall", nonce: "n1")
                #expect(try await fake.api("POST", "/interactions", body).status == 204)
                let events = try await client.dispatches(upTo: "MESSAGE_DELETE")

                let names = events.compactMap { $0["t"]?.string }
                #expect(
                    names == ["INTERACTION_CREATE", "INTERACTION_SUCCESS", "MESSAGE_CREATE"]
                        + Array(repeating: "MESSAGE_UPDATE", count: 7)
                        + ["MESSAGE_CREATE", "MESSAGE_DELETE"])
                let sequence = events.compactMap { $0["s"]?.int }
                #expect(sequence == Array(2...Int64(1 + events.count)))
                try expectMessages(events.compactMap { $0["d"] })
            }
        }
    }

    private func expectMessages(_ data: [JSONValue]) throws {
        let (interaction, first, final) = (data[0], data[2], data[10])
        #expect(interaction["nonce"] == "n1" && data[1]["id"] == interaction["id"])
        let user = try #require(first["interaction_metadata"]?["user"]?["id"]?.string)
        let opening = "**a red fox -- tall --v 6.1** - <@\(user)>"
        #expect(first["content"]?.string == "\(opening) (Waiting to start)")
        #expect(first["nonce"] == "n1")
        #expect(first["interaction_metadata"]?["id"] == interaction["id"])
        #expect(data[3]["content"]?.string == "\(opening) (0%) (fast)")
        #expect(data[9]["content"]?.string == "\(opening) (93%) (fast)")
        #expect(data[9]["id"] == first["id"] && data[9]["nonce"] == nil)
        #expect(final["content"]?.string == "\(opening) (fast)")
        #expect(final["nonce"] == nil && final["id"] != first["id"])
        #expect(data[11]["id"] == first["id"] && data[11].object?.count == 3)

        let job = try #require(final.customID("upsample::1")?.split(separator: ":").last)
        let name = try #require(final["attachments"]?[0]?["filename"]?.string)
        #expect(name.hasSuffix("_a_red_fox_\(job).png"))
        #expect(data[9]["attachments"]?[0]?["filename"]?.string == "\(job)_grid_0.webp")
        #expect(final.customID("reroll") == "MJ::JOB::reroll::0::\(job)::SOLO")
    }

    @Test("steps wait for the clock")
    func steps() async throws {
        try await RunningFake.with({ $0.step = .seconds(2) }) { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("slow"))
                let waiting = try await client.next("MESSAGE_CREATE")
                #expect(waiting["d"]?["content"]?.string?.contains("Waiting to start") == true)
                await fake.time.waitForSleepers()
                let history = try await fake.api("GET", "/channels/\(Bodies.channel)/messages")
                #expect(history.json[0]?["edited_timestamp"] == .null)
                fake.time.advance(by: .seconds(2))
                let update = try await client.next("MESSAGE_UPDATE")
                #expect(update["d"]?["content"]?.string?.contains("(0%)") == true)
            }
        }
    }

    @Test("U gives the picked picture at once, as an answer to the grid")
    func pick() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let grid = try await draw("boats", fake, client)
                let events = try await press(
                    "upsample::3", of: grid, upTo: "MESSAGE_CREATE", fake, client)
                let single = try #require(events.last?["d"])
                #expect(events.count == 3)
                #expect(single["content"]?.string?.contains("** - Image #3 <@") == true)
                #expect(single["message_reference"]?["message_id"] == grid["id"])
                #expect(single["referenced_message"]?["id"] == grid["id"])
                #expect(single["nonce"] == nil && single["type"] == 19)
                for part in [
                    "JOB::variation::1", "low_variation", "high_variation", "pan_left", "pan_up",
                    "Outpaint::50", "Outpaint::75", "upsample_max", "CustomZoom", "Inpaint",
                ] {
                    #expect(single.customID(part) != nil, "\(part)")
                }
            }
        }
    }

    @Test(
        "what comes of one picture is drawn under its own words",
        arguments: [
            ("JOB::variation", "Variations by", "Variations by"),
            ("low_variation", "Variations (Subtle) by", "Variations (Subtle) by"),
            ("high_variation", "Variations (Strong) by", "Variations (Strong) by"),
            ("pan_left", "Pan Left by", "Pan Left by"), ("pan_down", "Pan Down by", "Pan Down by"),
            ("Outpaint::75", "Zoom Out by", "Zoom Out by"),
            ("upsample_max", "Upscaling by", "Upscaled by"),
            ("2x_creative", "Upscaling (Creative) by", "Upscaled (Creative) by"),
        ])
    func followUps(button: String, progress: String, done: String) async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let grid = try await draw("a tram", fake, client)
                let picked = try await press(
                    "upsample::1", of: grid, upTo: "MESSAGE_CREATE", fake, client)
                let single = try #require(picked.last?["d"])
                let events = try await press(
                    button, of: single, upTo: "MESSAGE_DELETE", fake, client)
                let data = events.compactMap { $0["d"] }
                let opening = "**a tram --v 6.1** - "
                #expect(data[2]["content"]?.string?.hasPrefix(opening + progress) == true)
                #expect(data[2]["nonce"]?.string?.isEmpty == false)
                let final = data[data.count - 2]
                #expect(final["content"]?.string?.hasPrefix(opening + done) == true)
                #expect(final["content"]?.string?.hasSuffix("> (fast)") == true)
                #expect(final["message_reference"]?["message_id"] == single["id"])
                #expect(final["interaction_metadata"]?["interacted_message_id"] == single["id"])
            }
        }
    }

    @Test("V and reroll draw new grids")
    func grids() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let grid = try await draw("boats", fake, client)
                for (button, words) in [("::variation::2", "Variations by <@"), ("reroll", "<@")] {
                    let events = try await press(
                        button, of: grid, upTo: "MESSAGE_DELETE", fake, client)
                    let final = try #require(events[events.count - 2]["d"])
                    let start = "**boats --v 6.1** - \(words)"
                    #expect(final["content"]?.string?.hasPrefix(start) == true)
                    #expect(final.customID("upsample::4") != grid.customID("upsample::4"))
                }
            }
        }
    }

    @Test("describe thinks first, then shows four prompts and the picture under its name")
    func describe() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let picture = PNGFile(
                    width: 3, height: 2, palette: [(0, 0, 0)],
                    pixels: [0, 0, 0, 0, 0, 0])
                let path = try await fake.upload(picture.bytes, named: "my cat.png")
                let body = Bodies.command(
                    "describe", options: [["type": 11, "name": "image", "value": 0]],
                    attachments: [
                        ["id": "0", "filename": "my cat.png", "uploaded_filename": .string(path)]
                    ])
                #expect(try await fake.api("POST", "/interactions", body).status == 204)
                let thinking = try await client.next("MESSAGE_CREATE")
                #expect(thinking["d"]?["flags"] == 128 && thinking["d"]?["content"] == "")
                let update = try #require(try await client.next("MESSAGE_UPDATE")["d"])
                let embed = update["embeds"]?[0]
                let text = try #require(embed?["description"]?.string)
                #expect(["1️⃣", "2️⃣", "3️⃣", "4️⃣"].allSatisfy { text.contains($0) })
                let link = try #require(embed?["image"]?["url"]?.string)
                #expect(link.contains("/my_cat.png?"))
                #expect(embed?["image"]?["width"] == 3 && embed?["image"]?["height"] == 2)
                #expect(update["flags"] == 0 && update["id"] == thinking["d"]?["id"])
                #expect(update.customID("PicReader::4") == "MJ::Job::PicReader::4")
            }
        }
    }

    @Test("a custom zoom opens a modal, and draws once that is sent")
    func modal() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                let grid = try await draw("a tram", fake, client)
                let picked = try await press(
                    "upsample::1", of: grid, upTo: "MESSAGE_CREATE", fake, client)
                let single = try #require(picked.last?["d"])
                let opened = try await press(
                    "CustomZoom", of: single, upTo: "INTERACTION_MODAL_CREATE", fake, client)
                let modal = try #require(opened.last?["d"])
                let field = try #require(modal["components"]?[0]?["components"]?[0])
                #expect(field["value"] == "a tram --v 6.1 --zoom 2")
                let body = Bodies.press("", of: single, nonce: "m").merging([
                    "type": 5,
                    "data": [
                        "id": modal["id"] ?? .null, "custom_id": modal["custom_id"] ?? .null,
                        "components": [
                            [
                                "type": 1,
                                "components": [
                                    [
                                        "type": 4, "custom_id": field["custom_id"] ?? .null,
                                        "value": "a tram far away",
                                    ]
                                ],
                            ]
                        ],
                    ],
                ])
                #expect(try await fake.api("POST", "/interactions", body).status == 204)
                let waiting = try await client.next("MESSAGE_CREATE")
                let content = waiting["d"]?["content"]?.string
                #expect(content?.hasPrefix("**a tram far away --v 6.1** - Zoom Out by") == true)
            }
        }
    }

    @Test("relax changes the mode that captions tell")
    func mode() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.command("relax"))
                let done = try await client.next("MESSAGE_CREATE")
                #expect(done["d"]?["flags"] == 64)
                let grid = try await draw("boats", fake, client)
                #expect(grid["content"]?.string?.hasSuffix("(relaxed)") == true)
            }
        }
    }

    /// Draws a grid, and returns its message.
    private func draw(
        _ prompt: String, _ fake: RunningFake, _ client: GatewayClient
    ) async throws -> JSONValue {
        let body = Bodies.imagine(prompt, nonce: "draw-\(prompt)")
        #expect(try await fake.api("POST", "/interactions", body).status == 204)
        let events = try await client.dispatches(upTo: "MESSAGE_DELETE")
        return try #require(events[events.count - 2]["d"])
    }

    private func press(
        _ button: String, of message: JSONValue, upTo name: String, _ fake: RunningFake,
        _ client: GatewayClient
    ) async throws -> [JSONValue] {
        let customID = try #require(message.customID(button))
        let body = Bodies.press(customID, of: message, nonce: "p-\(button)")
        #expect(try await fake.api("POST", "/interactions", body).status == 204)
        return try await client.dispatches(upTo: name)
    }
}
