import GateCore
import Testing

@testable import GateTasks

@Suite("Which button a trigger presses")
struct ButtonChoiceTests {
    private static let job = "3a1f8b2c-4d5e-4f60-9a7b-8c9d0e1f2a3b"

    private func result(_ buttons: [String], _ description: String = "") -> TaskResult {
        TaskResult(
            messageID: "900", embeds: [["description": .string(description)]],
            buttons: buttons.map { ["type": 2, "custom_id": .string($0)] },
            prompt: "a fox --zoom 1.2 --v 6",
            flags: 64)
    }

    private func chosen(
        _ kind: TriggerKind, of result: TaskResult, _ set: (inout Job) -> Void = { _ in }
    ) throws -> TriggerOrder {
        var job = Job(kind)
        set(&job)
        return try ButtonChoice(result, of: Sample.queued("1")).order(
            TriggerOrder(job, triggerID: "t"))
    }

    private func refusal(_ choose: () throws -> TriggerOrder) -> Problem? {
        do {
            _ = try choose()
            return nil
        } catch { return error as? Problem }
    }

    private static func upscale(_ verb: String) -> String {
        "MJ::JOB::upsample_\(verb)::1::\(job)::SOLO"
    }

    @Test(
        "an upscale is what the result has, of whatever version",
        arguments: [
            (["v5_2x", "v5_4x"], UpscaleMode.fourfold, "v5_4x"),
            (["v6_2x_subtle", "v6_2x_creative"], .creative, "v6_2x_creative"),
            (["v7_2x_subtle", "v7_2x_creative"], .subtle, "v7_2x_subtle"),
            (["v6_2x_subtle", "max"], nil, "max"), (["v5_2x", "v5_4x"], nil, "v5_2x"),
        ] as [([String], UpscaleMode?, String)])
    func upscales(verbs: [String], mode: UpscaleMode?, wanted: String) throws {
        let order = try chosen(.maxUpscale, of: result(verbs.map(Self.upscale))) {
            $0.upscaleMode = mode
        }
        #expect(order.job.customID == Self.upscale(wanted))
        #expect(order.job.messageID == "900" && order.job.messageFlags == 64)
    }

    @Test("an upscale that is not offered is refused with those that are")
    func noUpscale() {
        let subtle = Self.upscale("v6_2x_subtle")
        let problem = refusal {
            try chosen(.maxUpscale, of: result([subtle])) { $0.upscaleMode = .fourfold }
        }
        #expect(problem?.code == .badParameters)
        #expect(problem?.detail.contains(subtle) == true)
        #expect(refusal { try chosen(.maxUpscale, of: result([])) } != nil)
    }

    @Test("a button is pressed only where it is offered")
    func named() throws {
        let button = "MJ::JOB::upsample::2::\(Self.job)"
        let order = try chosen(.action, of: result([button])) { $0.customID = button }
        #expect(order.job.customID == button && order.job.index == 2 && order.text.isEmpty)
        #expect(order.job.leadsTo == .upscale)
        let problem = refusal {
            try chosen(.action, of: result([button])) { $0.customID = button + "0" }
        }
        #expect(problem?.code == .badParameters && problem?.detail.contains(button) == true)
        let region = "MJ::Inpaint::1::\(Self.job)::SOLO"
        let wrong = refusal { try chosen(.modal, of: result([region])) { $0.customID = region } }
        #expect(wrong?.detail.contains("vary_region") == true)
    }

    @Test("a zoom without a prompt takes the picture's, with its own factor; and it is judged")
    func zoom() throws {
        let zoom = result(["MJ::CustomZoom::\(Self.job)"])
        let plain = try chosen(.customZoom, of: zoom) { $0.zoomFactor = 1.5 }
        #expect(plain.job.prompt == "a fox --v 6 --zoom 1.5" && plain.text == plain.job.prompt)
        let own = try chosen(.customZoom, of: zoom) { $0.prompt = "a dog" }
        #expect(own.job.prompt == "a dog" && own.job.opensDialogue)
        #expect(refusal { try chosen(.customZoom, of: result([])) }?.code == .badParameters)
    }

    @Test("a text that a button draws is judged, and one with words covered is refused")
    func texts() throws {
        let buttons = (1...2).map { "MJ::Job::PicReader::\($0)" }
        let clean = result(buttons, "1️⃣ a fox\n2️⃣ a dog")
        let order = try chosen(.action, of: clean) { $0.customID = buttons[1] }
        #expect(order.text == "a dog" && order.job.prompt == "a dog")
        #expect(order.job.leadsTo == .imagine)
        let covered = result(buttons, "1️⃣ a fox\n2️⃣ a ███ dog")
        let problem = refusal { try chosen(.action, of: covered) { $0.customID = buttons[1] } }
        #expect(problem?.code == .bannedPrompt)
        #expect(refusal { try chosen(.action, of: covered) { $0.customID = buttons[0] } } == nil)
    }
}
