import GateCore
import Testing

@testable import GateDiscord

private typealias Events = MidjourneyEvents

@Suite("Questions and answers in words")
struct MidjourneyWordsTests {
    private func modal(_ extra: [String: JSONValue] = [:]) -> JSONValue {
        let field: JSONValue = ["type": 4, "custom_id": "MJ::RemixModal::new_prompt"]
        let members: [String: JSONValue] = [
            "id": "1500", "nonce": "900", "title": "Remix Prompt",
            "custom_id": "MJ::RemixModal::a::1::0",
            "components": [["type": 1, "components": [field]]],
        ]
        return .object(members.merging(extra) { _, new in new })
    }

    @Test("a modal is a question with the field for its answer")
    func asked() throws {
        let signals = Events.grammar.reading(of: "INTERACTION_MODAL_CREATE", modal()).signals
        let signal = try #require(signals.first)
        #expect(
            signal.kind
                == .asked(
                    Dialogue(
                        .modal, interactionID: "1500", customID: "MJ::RemixModal::a::1::0",
                        fieldID: "MJ::RemixModal::new_prompt", title: "Remix Prompt")))
        #expect(signal.keys.nonce == "900" && signal.keys.interactionID == "1500")
    }

    @Test("a page of the bot's is a question; one that asks for a human parks the account")
    func page() {
        let event = "INTERACTION_IFRAME_MODAL_CREATE"
        let page = Events.grammar.reading(
            of: event, modal(["custom_id": "MJ::iframe::x", "components": [], "title": "Editor"]))
        guard case .asked(let dialogue)? = page.signals.first?.kind else {
            Issue.record("not asked")
            return
        }
        #expect(dialogue.form == .page && dialogue.fieldID == nil)
        let human = Events.grammar.reading(
            of: event, modal(["title": "Action required to continue"]))
        #expect(human.parks != nil && human.signals.first?.failure != nil)
    }

    @Test("shortened prompts and the account's info are results")
    func worded() throws {
        let shorten: JSONValue = [
            "type": "rich", "description": "1️⃣ a cat",
            "footer": ["text": "Click on a button to imagine one of the shortened prompts"],
        ]
        let shortened = try #require(Events.updated(Events.notice(shorten)))
        #expect(shortened.kind == .finished && shortened.keys.kinds == [.shorten])
        let info = Events.notice(
            ["type": "rich", "title": "Your info", "description": "**Job Mode**: Fast"],
            ["nonce": "900", "flags": 64])
        let told = try #require(Events.created(info))
        #expect(told.kind == .finished && told.keys.kinds == [.info] && told.keys.nonce == "900")
    }

    @Test("words for the user alone are told, and nobody else's")
    func told() throws {
        let words = Events.message("Done! Slow now.", ["nonce": "900", "flags": 64])
        #expect(Events.created(words)?.kind == .told)
        let open = Events.message("Done! Slow now.", ["nonce": "900"])
        #expect(Events.created(open)?.kind == .started)
        let edited = Events.message("Done! Slow now.", ["flags": 64])
        #expect(Events.updated(edited)?.kind == .told)
    }

    @Test("the answer to a modal names the message whose button opened it")
    func triggering() throws {
        let data = Events.message(
            "**a cat** - Remix by <@5> (Waiting to start)",
            [
                "interaction_metadata": [
                    "id": "1600", "type": 5,
                    "triggering_interaction_metadata": [
                        "id": "1500", "type": 3, "interacted_message_id": "777",
                    ],
                ]
            ])
        let signal = try #require(Events.created(data))
        #expect(signal.keys.interactionID == "1600" && signal.keys.referencedMessageID == "777")
        #expect(signal.message?.prompt == "a cat" && signal.message?.flags == 0)
    }
}
