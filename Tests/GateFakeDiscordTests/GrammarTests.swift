import GateCore
import GateTestKit
import Testing

@testable import GateFakeDiscord

@Suite("The bot's words and buttons")
struct GrammarTests {
    @Test("a prompt comes back collapsed, with short links and the model")
    func echo() {
        let link = PromptEcho.short("https://a.b/c.png")
        #expect(link.hasPrefix("https://s.mj.run/"))
        #expect(
            PromptEcho.of("  https://a.b/c.png a   cat\u{2014}ar 1:1 ", version: "6.1")
                == "<\(link)> a cat--ar 1:1 --v 6.1")
        #expect(PromptEcho.of("a cat --v 5", version: "6.1") == "a cat --v 5")
        #expect(PromptEcho.of("a cat --niji 6", version: "6.1") == "a cat --niji 6")
        #expect(PromptEcho.of("a cat", version: nil) == "a cat")
    }

    @Test(
        "buttons are read back as what they were made for",
        arguments: [
            ("MJ::JOB::upsample::3::j", .pick(3, job: "j")),
            ("MJ::JOB::variation::2::j", .vary(2, label: nil, job: "j")),
            ("MJ::JOB::reroll::0::j::SOLO", .reroll(job: "j")),
            ("MJ::JOB::low_variation::1::j::SOLO", .vary(1, label: "Subtle", job: "j")),
            ("MJ::JOB::high_variation::1::j::SOLO", .vary(1, label: "Strong", job: "j")),
            ("MJ::JOB::pan_right::1::j::SOLO", .pan("Right", job: "j")),
            ("MJ::Outpaint::50::1::j::SOLO", .zoom(50, job: "j")),
            ("MJ::JOB::upsample_max::1::j::SOLO", .upscale(label: nil, job: "j")),
            ("MJ::JOB::upsample_v5_4x::1::j::SOLO", .upscale(label: "4x", job: "j")),
            ("MJ::CustomZoom::j", .customZoom(job: "j")),
            ("MJ::Inpaint::1::j::SOLO", .region(job: "j")),
            ("MJ::Job::PicReader::4", .describedPrompt(4)),
            ("MJ::Job::PicReader::all", .describedPrompt(nil)),
            ("MJ::Picread::Retry", .describeAgain),
            ("MJ::Job::PromptAnalyzer::0", .shortenedPrompt(0)),
            ("MJ::Prompts::Appeal::j", .appeal(job: "j")),
        ] as [(String, ButtonAction)])
    func buttons(customID: String, action: ButtonAction) {
        #expect(ButtonAction(customID) == action)
    }

    @Test(
        "other custom_ids are none of the bot's",
        arguments: [
            "", "MJ", "MJ::JOB::upsample::5::j", "MJ::JOB::upsample::x::j",
            "MJ::Outpaint::60::1::j",
            "XX::JOB::upsample::1::j", "MJ::Job::PicReader::5", "MJ::JOB::unknown::1::j::SOLO",
        ])
    func otherButtons(customID: String) {
        #expect(ButtonAction(customID) == nil)
    }

    @Test("every button that the bot shows is one that it understands")
    func own() {
        let rows =
            Buttons.grid("j") + Buttons.single("j") + Buttons.descriptions
            + Buttons.shortened(count: 5) + Buttons.appeal("j")
        let ids = rows.flatMap { $0["components"]?.array ?? [] }.compactMap {
            $0["custom_id"]?.string
        }
        #expect(ids.count == 36)
        for id in ids { #expect(ButtonAction(id) != nil, "\(id)") }
        for row in rows { #expect((1...5).contains(row["components"]?.array?.count ?? 0)) }
    }

    @Test("JSON is written as it is read")
    func json() throws {
        let value: JSONValue = [
            "text": "quote \" slash \\ line\n tab\t bell \u{7} snow ☃ 👋", "none": nil, "yes": true,
            "numbers": [-1, 0.5, 9_007_199_254_740_993], "empty": [:],
        ]
        #expect(try JSONValue(parsing: Array(value.text.utf8)) == value)
    }

    @Test("UUIDs say that they are random ones")
    func uuids() {
        let random = SeededRandom(seed: 3)
        for _ in 1...20 {
            let uuid = UUIDText.make(random)
            #expect(
                uuid.wholeMatch(
                    of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                    != nil)
        }
    }
}
