import GateCore
import Testing

@testable import GateDiscord

@Suite("What Midjourney says in embeds")
struct MidjourneyNoticeTests {
    private typealias Events = MidjourneyEvents

    @Test(
        "is a ban of the prompt or the image",
        arguments: [
            "Banned prompt", "Banned prompt detected", "Banned image prompt",
            "Action needed to continue",
            "Image denied", "Request cancelled due to image filters",
            "Request cancelled due to output filters", "BANNED PROMPT DETECTED!",
        ])
    func banned(title: String) throws {
        let embed = Events.embed(title, "Not *here*.", footer: "/imagine a  cat --v 5")
        let data = Events.notice(embed, ["nonce": "900", "flags": 64])
        let reading = Events.grammar.reading(of: "MESSAGE_CREATE", data)
        let signal = try #require(reading.signals.first)
        #expect(
            signal.failure
                == TaskFailure(.bannedPrompt, "\(title): Not *here*.", banned: true))
        #expect(signal.keys.nonce == "900")
        #expect(signal.keys.prompt == "a  cat --v 5")
        #expect(signal.keys.kinds == [.imagine])
        #expect(signal.message?.embeds == [embed])
        #expect(reading.parks == nil)
    }

    @Test(
        "is a refusal of the request",
        arguments: [
            "Invalid parameter", "Invalid prompt", "Invalid link", "Invalid request",
            "Invalid other thing",
            "Empty prompt", "Duplicate images detected", "Sorry! Could not complete the job!",
            "Queue full", "Job action restricted", "Unknown error", "Slow down!",
        ])
    func refused(title: String) throws {
        let reading = Events.grammar.reading(
            of: "MESSAGE_CREATE", Events.notice(Events.embed(title, "Why.")))
        #expect(
            reading.signals.first?.failure == TaskFailure(.upstreamRefused, "\(title): Why."))
        #expect(reading.parks == nil)
    }

    @Test(
        "stops the account",
        arguments: [
            "Pending mod message", "Blocked", "Plan Cancelled", "Subscription required",
            "Subscription paused", "Credits exhausted", "Action required to continue",
            "Please complete the task", "Tos not accepted",
        ])
    func parks(title: String) throws {
        let reading = Events.grammar.reading(
            of: "MESSAGE_CREATE", Events.notice(Events.embed(title, "Go there.", colour: 0xF7CB73)))
        #expect(reading.parks == "Midjourney: \(title): Go there.")
        let failure = try #require(reading.signals.first?.failure)
        #expect(failure.code == .upstreamRefused)
        #expect(failure.reason == "\(title): Go there.")
    }

    @Test("asks for a human, under any title")
    func captcha() {
        for text in ["Please verify you're human.", "verify you\u{2019}re human"] {
            let data = Events.notice(Events.embed("Hello", text, colour: 1))
            #expect(Events.grammar.reading(of: "MESSAGE_CREATE", data).parks != nil)
        }
        let modal: JSONValue = [
            "id": "1500", "nonce": "900", "title": "Action required to continue",
            "custom_id": "MJ::iframe::x",
        ]
        let reading = Events.grammar.reading(of: "INTERACTION_IFRAME_MODAL_CREATE", modal)
        #expect(reading.parks == "Midjourney: Action required to continue")
        #expect(reading.signals.first?.keys.nonce == "900")
        #expect(reading.signals.first?.failure != nil)
    }

    @Test("opens a dialogue that nobody will fill in")
    func modal() throws {
        let data: JSONValue = ["id": "1500", "nonce": "900", "title": "Remix Prompt"]
        let reading = Events.grammar.reading(of: "INTERACTION_MODAL_CREATE", data)
        #expect(reading.signals.first?.failure?.reason.contains("Remix Prompt") == true)
        #expect(reading.parks == nil)
    }

    @Test("says that the job waits, which is no failure")
    func queued() throws {
        let embed = Events.embed(
            "Job queued", "There are many.", colour: 0xFFFF00, footer: "/imagine a cat")
        let signal = try #require(Events.created(Events.notice(embed, ["nonce": "900"])))
        #expect(signal.kind == .waiting)
        #expect(signal.keys.prompt == "a cat")
    }

    @Test("fails the job when red or yellow and unknown, word for word")
    func unknown() throws {
        let red = Events.notice(Events.embed("Brand new trouble", "**Very** new."))
        #expect(Events.created(red)?.failure?.reason == "Brand new trouble: **Very** new.")
        let bare = Events.notice(["color": 16_711_680, "description": "No title."])
        #expect(Events.created(bare)?.failure?.reason == "No title.")
        for colour in [16_776_960, 16_239_475, 15_844_367] as [Int64] {
            let data = Events.notice(Events.embed("New", "Warning.", colour: colour))
            #expect(Events.updated(data)?.failure?.reason == "New: Warning.")
        }
        let green = Events.notice(Events.embed("New", "Fine.", colour: 65_280))
        #expect(Events.created(green) == nil)
        let info = Events.notice(Events.embed("Your info", "**Plan**: x", colour: 16_776_960))
        #expect(Events.created(info)?.failure == nil)
    }

    @Test("names the job by what it has: an edit's message, or the message answered")
    func keys() throws {
        let embed = Events.embed("Request cancelled due to output filters", "No.")
        let edit = Events.message("**a cat** - <@42> (31%) (fast)", id: "2001", ["embeds": [embed]])
        let updated = try #require(Events.updated(edit))
        #expect(updated.failure?.banned == true)
        #expect(updated.keys.messageID == "2001")
        #expect(updated.keys.prompt == "a cat")
        let answer = Events.notice(
            embed,
            [
                "id": "2005", "message_reference": ["message_id": "2001"],
                "interaction_metadata": ["id": "1500"],
            ])
        let created = try #require(Events.created(answer))
        #expect(created.keys.messageID == "2005")
        #expect(created.keys.referencedMessageID == "2001")
        #expect(created.keys.interactionID == "1500")
    }

    @Test("counts although the message shows a picture or is an edit of nothing else")
    func refusalBesideAttachment() throws {
        let data = Events.message(
            "**a cat** - <@42> (fast)",
            [
                "attachments": [Events.attachment("x.png")],
                "embeds": [Events.embed("Image denied", "No.")],
            ])
        #expect(Events.created(data)?.failure?.banned == true)
    }

    @Test("may also be said in plain words")
    func plainText() throws {
        let data = Events.message("Failed to process your command :c", ["nonce": "900"])
        let signal = try #require(Events.created(data))
        #expect(signal.failure?.code == .upstreamRefused)
        #expect(signal.failure?.reason == "Failed to process your command :c")
    }

    @Test("is cut where it is longer than Discord allows")
    func bounded() throws {
        let data = Events.notice(Events.embed("x", String(repeating: "y", count: 100_000)))
        #expect(try #require(Events.created(data)?.failure).reason.count < 5000)
    }
}

@Suite("The job's UUID")
struct MidjourneyJobIDTests {
    private static let id = MidjourneyEvents.job

    @Test(
        "stands in an attachment's name",
        arguments: [
            "someone_a_cat_\(id).png", "\(id)_grid_0.webp", "\(id)_0_0.png", "\(id)_0.mp4",
            "\(id)_3_step_7.jpeg", "x_00000000-0000-0000-0000-000000000000_\(id).png",
            "x_\(id.uppercased()).PNG",
        ])
    func names(filename: String) {
        let attachments: [JSONValue] = [["filename": .string(filename)]]
        #expect(MidjourneyJobID.find(attachments: attachments, buttons: []) == Self.id)
    }

    @Test(
        "or in a button",
        arguments: [
            ["custom_id": .string("MJ::JOB::upsample::1::\(id)")],
            ["custom_id": .string("MJ::JOB::reroll::0::\(id)::SOLO")],
            ["custom_id": .string("MJ::Outpaint::50::1::\(id)::SOLO")],
            ["url": .string("https://www.midjourney.com/jobs/\(id)?index=0")],
        ] as [JSONValue])
    func buttons(button: JSONValue) {
        #expect(
            MidjourneyJobID.find(attachments: [["filename": "grid_0.webp"]], buttons: [button])
                == Self.id)
    }

    @Test("or is no UUID at all")
    func others() {
        let name: JSONValue = ["filename": "someone_a_cat_0123456789abcdef0123456789abcdef.png"]
        #expect(
            MidjourneyJobID.find(attachments: [name], buttons: [])
                == "0123456789abcdef0123456789abcdef")
        let button: JSONValue = ["custom_id": "MJ::JOB::upsample::1::hash-7"]
        #expect(MidjourneyJobID.find(attachments: [], buttons: [button]) == "hash-7")
        #expect(MidjourneyJobID.find(attachments: [["filename": "a_cat.png"]], buttons: []) == nil)
        #expect(MidjourneyJobID.find(attachments: [[:]], buttons: [[:]]) == nil)
    }
}
