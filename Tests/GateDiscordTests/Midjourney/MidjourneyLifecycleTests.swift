import GateCore
import Testing

@testable import GateDiscord

@Suite("A picture's way through the channel")
struct MidjourneyLifecycleTests {
    private typealias Events = MidjourneyEvents

    @Test(
        "Discord gives the nonce an interaction id",
        arguments: ["INTERACTION_CREATE", "INTERACTION_SUCCESS"])
    func acknowledged(event: String) throws {
        let data: JSONValue = ["id": "1500", "nonce": "900"]
        let signal = try #require(Events.grammar.reading(of: event, data).signals.first)
        #expect(signal.kind == .acknowledged)
        #expect(signal.keys.nonce == "900")
        #expect(signal.keys.interactionID == "1500")
    }

    @Test("Discord could not hand the interaction over")
    func interactionFailure() throws {
        let data: JSONValue = ["id": "1500", "nonce": "900", "reason_code": 4]
        let reading = Events.grammar.reading(of: "INTERACTION_FAILURE", data)
        let failure = try #require(reading.signals.first?.failure)
        #expect(failure.code == .upstreamRefused)
        #expect(failure.reason.contains("4"))
        #expect(!failure.banned)
    }

    @Test("An interaction without a nonce is another's")
    func foreignInteraction() {
        #expect(Events.grammar.reading(of: "INTERACTION_CREATE", ["id": "5"]) == .nothing)
    }

    @Test("The first message says that it waits to start")
    func started() throws {
        let signal = try #require(
            Events.created(
                Events.message(
                    "**a cat in a hat --v 6.1** - <@42> (Waiting to start)",
                    [
                        "nonce": "900", "interaction": ["id": "1500", "name": "imagine"],
                        "interaction_metadata": ["id": "1500", "type": 2],
                    ])))
        #expect(signal.kind == .started)
        #expect(signal.keys.nonce == "900")
        #expect(signal.keys.interactionID == "1500")
        #expect(signal.keys.messageID == "2001")
        #expect(signal.keys.prompt == "a cat in a hat --v 6.1")
        #expect(signal.keys.kinds == [.imagine, .reset, .blend])
        #expect(signal.message?.messageID == "2001")
    }

    @Test("The first message may be empty, with the nonce as a number")
    func startedEmpty() throws {
        let signal = try #require(
            Events.created(Events.message("", ["nonce": 900, "flags": 128])))
        #expect(signal.kind == .started)
        #expect(signal.keys.nonce == "900")
        #expect(Events.created(Events.message("")) == nil, "Without a nonce it says nothing.")
    }

    @Test(
        "An edit shows progress and the job",
        arguments: [
            ("(0%) (fast)", 0), ("(31%) (fast)", 31), ("(93%) (relaxed, stealth)", 93),
            (
                "(62%) ([Open on website for full quality](<https://midjourney.com/jobs/x>)) (turbo)",
                62
            ),
            (
                "(100%) (fast)\n-# Create, explore, and organize on [midjourney.com](<https://midjourney.com>)",
                100
            ),
            ("(4000%) (fast)", 100),
        ])
    func progressed(tail: String, percent: Int) throws {
        let signal = try #require(
            Events.updated(
                Events.message(
                    "**a cat** - <@42> \(tail)",
                    ["attachments": [Events.attachment("\(Events.job)_grid_0.webp")]])))
        #expect(signal.kind == .progressed(percent))
        #expect(signal.keys.messageID == "2001")
        #expect(signal.keys.jobID == Events.job)
        #expect(signal.keys.prompt == "a cat")
    }

    @Test("A new message without percentage is the result")
    func finished() throws {
        let filename = "someone_a_cat_\(Events.job).png"
        let signal = try #require(
            Events.created(
                Events.message(
                    "**a cat --v 6.1** - <@42> (fast)", id: "2002",
                    [
                        "type": 0, "attachments": [Events.attachment(filename)],
                        "components": Events.gridButtons,
                    ])))
        #expect(signal.kind == .finished)
        #expect(signal.keys.nonce == nil)
        #expect(signal.keys.jobID == Events.job)
        let message = try #require(signal.message)
        #expect(message.messageID == "2002")
        #expect(message.jobID == Events.job)
        #expect(message.attachments == [Events.attachment(filename)])
        #expect(message.buttons.map { $0["label"]?.string } == ["U1", "U2", "V1"])
    }

    @Test(
        "Results of buttons tell which button it may have been",
        arguments: [
            ("Image #3 <@42>", [TriggerKind.upscale], 3),
            ("Image #1 <@42>", [.upscale], 1),
            (
                "Variations by <@42> (fast)",
                [.variation, .soloVariation, .soloLowVariation, .soloHighVariation, .reset], nil
            ),
            (
                "Variations (Strong) by <@42> (fast)",
                [.variation, .soloVariation, .soloHighVariation, .reset], nil
            ),
            (
                "Variations (Subtle) by <@42> (relaxed)",
                [.variation, .soloVariation, .soloLowVariation, .reset], nil
            ),
            (
                "Remix (Subtle) by <@42> (fast)",
                [.variation, .soloVariation, .soloLowVariation, .reset], nil
            ),
            ("Upscaled (Subtle) by <@42> (fast)", [.upscale, .maxUpscale], nil),
            ("Upscaled by <@42> (fast)", [.upscale, .maxUpscale], nil),
            ("Zoom Out by <@42> (fast)", [.zoomout, .customZoom], nil),
            ("Variations (Region) by <@42> (fast)", [.varyRegion], nil),
            ("Pan Left by <@42> (fast)", [.expand], nil),
            ("Something New by <@42> (fast)", [], nil),
            ("<@42> (fast)", [.imagine, .reset, .blend], nil),
            ("<@!42> [extra] (turbo)", [.imagine, .reset, .blend], nil),
        ] as [(String, Set<TriggerKind>, Int?)])
    func forms(tail: String, kinds: Set<TriggerKind>, index: Int?) throws {
        let signal = try #require(
            Events.created(
                Events.message(
                    "**a cat** - \(tail)",
                    [
                        "attachments": [Events.attachment("x_\(Events.job).png")],
                        "message_reference": ["message_id": "1999", "channel_id": "1"],
                    ])))
        #expect(signal.kind == .finished)
        #expect(signal.keys.kinds == kinds)
        #expect(signal.keys.index == index)
        #expect(signal.keys.prompt == "a cat")
        #expect(signal.keys.referencedMessageID == "1999")
    }

    @Test("A button's progress is told like any other")
    func buttonProgress() throws {
        let signal = try #require(
            Events.updated(
                Events.message(
                    "**a cat** - Upscaling (Creative) by <@42> (46%) (fast)",
                    ["interaction_metadata": ["id": "1501", "interacted_message_id": "1999"]])))
        #expect(signal.kind == .progressed(46))
        #expect(signal.keys.interactionID == "1501")
        #expect(signal.keys.referencedMessageID == "1999")
        #expect(signal.keys.kinds == [.upscale, .maxUpscale])
    }

    @Test("A stopped job has failed, a paused one waits")
    func stoppedAndPaused() throws {
        let stopped = try #require(
            Events.updated(Events.message("**a cat** - <@42> (Stopped)")))
        #expect(stopped.failure?.code == .upstreamRefused)
        #expect(stopped.failure?.reason.lowercased().contains("stopped") == true)
        #expect(stopped.failure?.banned == false)
        let paused = try #require(
            Events.updated(Events.message("**a cat** - <@42> (31%) (Paused)")))
        #expect(paused.kind == .progressed(31))
        #expect(Events.updated(Events.message("**a cat** - <@42> (Paused)"))?.kind == .waiting)
    }

    @Test("A deleted message is told by its id, many at once too")
    func deleted() throws {
        let one: JSONValue = ["id": "2001", "channel_id": .string(Events.channel), "guild_id": "1"]
        let signal = try #require(Events.grammar.reading(of: "MESSAGE_DELETE", one).signals.first)
        #expect(signal.kind == .deleted)
        #expect(signal.keys.messageID == "2001")
        let many: JSONValue = ["ids": ["1", "2"], "channel_id": .string(Events.channel)]
        let signals = Events.grammar.reading(of: "MESSAGE_DELETE_BULK", many).signals
        #expect(signals.map(\.keys.messageID) == ["1", "2"])
    }

    @Test("describe answers with an embed, as an edit or as a message")
    func described() throws {
        let embed: JSONValue = [
            "type": "rich", "description": "1️⃣ a cat --ar 1:1\n\n2️⃣ a dog",
            "image": [
                "url":
                    "https://cdn.discordapp.com/ephemeral-attachments/1/2/4711.v2.png?ex=1&hm=2"
            ],
        ]
        let data = Events.notice(embed, ["interaction_metadata": ["id": "1500"]])
        for signal in [Events.updated(data), Events.created(data)] {
            let signal = try #require(signal)
            #expect(signal.kind == .finished)
            #expect(signal.keys.kinds == [.describe])
            #expect(signal.keys.prompt == "4711.v2")
            #expect(signal.keys.interactionID == "1500")
            #expect(signal.message?.embeds == [embed])
        }
    }

    @Test("A preview of a link is no answer to describe, and no notice")
    func linkPreview() {
        let preview: JSONValue = [
            "type": "article", "title": "Error 500", "description": "x", "color": 16_711_680,
            "image": ["url": "https://s.mj.run/x.png"],
        ]
        #expect(Events.updated(Events.notice(preview)) == nil)
        let data = Events.message(
            "**<https://s.mj.run/x> a cat** - <@42> (31%) (fast)", ["embeds": [preview]])
        #expect(Events.updated(data)?.kind == .progressed(31))
    }

    @Test("An edit of an older result is told by its message alone, never by its prompt")
    func editedResult() throws {
        let data = Events.message(
            "**a cat** - <@42> (fast)",
            [
                "attachments": [Events.attachment("x_\(Events.job).png")],
                "components": Events.gridButtons,
            ])
        let signal = try #require(Events.updated(data))
        #expect(signal.kind == .finished)
        #expect(signal.keys.messageID == "2001")
        #expect(signal.keys.prompt == nil)
        #expect(signal.keys.kinds.isEmpty)
        let cancellable: JSONValue = [
            ["type": 1, "components": [Events.button("Cancel", "MJ::CancelJob::ByJobid::x")]]
        ]
        let running = Events.message(
            "**a cat** - <@42> (fast)",
            ["attachments": [Events.attachment("grid_0.webp")], "components": cancellable])
        #expect(Events.updated(running) == nil)
    }

    @Test("Passing remarks are no sign")
    func passing() {
        for text in ["Displaying...", "Animating..."] {
            #expect(Events.created(Events.message(text, ["nonce": "900"])) == nil)
        }
    }

    @Test("Only the bot is believed, and only in the account's channel")
    func others() {
        let text = "**a cat** - <@42> (Stopped)"
        let someone: JSONValue = ["id": "42", "username": "someone"]
        #expect(Events.created(Events.message(text, ["author": someone])) == nil)
        #expect(Events.updated(Events.message(text, ["author": someone])) == nil)
        #expect(Events.created(Events.message(text, ["channel_id": "9"])) == nil)
        let hook = Events.message(
            text, ["author": someone, "application_id": .string(Events.bot)])
        #expect(Events.created(hook)?.failure != nil)
        let elsewhere: JSONValue = ["id": "2001", "channel_id": "9"]
        #expect(Events.grammar.reading(of: "MESSAGE_DELETE", elsewhere) == .nothing)
    }

    @Test("An edit without its author is read")
    func partialEdit() {
        let data: JSONValue = [
            "id": "2001", "channel_id": .string(Events.channel),
            "content": "**a cat** - <@42> (46%) (fast)",
        ]
        #expect(Events.updated(data)?.kind == .progressed(46))
        #expect(Events.updated(["id": "2001", "channel_id": .string(Events.channel)]) == nil)
    }

    @Test(
        "A deletion that names no message is let go",
        arguments: [.null, [:], ["id": 5]] as [JSONValue])
    func emptyDeletion(data: JSONValue) {
        #expect(Events.grammar.reading(of: "MESSAGE_DELETE", data) == .nothing)
    }

    @Test(
        "What makes no sense is let go",
        arguments: [
            .null, [], 5, [:], ["id": 5],
            ["id": "1", "content": 5, "embeds": 5, "components": [5]],
        ] as [JSONValue])
    func nonsense(data: JSONValue) {
        for event in [
            "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE_BULK", "INTERACTION_CREATE",
            "INTERACTION_FAILURE", "INTERACTION_MODAL_CREATE", "TYPING_START",
        ] {
            #expect(Events.grammar.reading(of: event, data).signals.isEmpty)
        }
    }
}
