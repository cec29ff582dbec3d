import GateCore
import Testing

@Suite struct FollowUpsTests {
    private let job = Samples.jobID

    private func followUp(_ customID: String, label: String? = nil) -> FollowUp? {
        let result = Samples.result(buttons: [Samples.button(customID, label: label)])
        return FollowUps.of(result, triggerID: "42").first
    }

    @Test("a grid's buttons")
    func grid() {
        for number: Int64 in 1...4 {
            let upscale = followUp("MJ::JOB::upsample::\(number)::\(job)")
            #expect(upscale?.trigger == .upscale)
            #expect(upscale?.label == "U\(number)")
            #expect(upscale?.body["index"] == .int(number))
            let variation = followUp("MJ::JOB::variation::\(number)::\(job)")
            #expect(variation?.trigger == .variation)
            #expect(variation?.label == "V\(number)")
            #expect(variation?.body["index"] == .int(number))
        }
        #expect(followUp("MJ::JOB::reroll::0::\(job)::SOLO")?.trigger == .reset)
    }

    @Test("a single image's buttons")
    func single() {
        #expect(followUp("MJ::JOB::variation::1::\(job)::SOLO")?.trigger == .soloVariation)
        #expect(followUp("MJ::JOB::low_variation::1::\(job)::SOLO")?.trigger == .soloLowVariation)
        #expect(followUp("MJ::JOB::high_variation::1::\(job)::SOLO")?.trigger == .soloHighVariation)
        #expect(followUp("MJ::JOB::upsample_max::1::\(job)::SOLO")?.trigger == .maxUpscale)
        for direction in PanDirection.allCases {
            let pan = followUp("MJ::JOB::pan_\(direction.rawValue)::1::\(job)::SOLO")
            #expect(pan?.trigger == .expand)
            #expect(pan?.body["direction"] == .string(direction.rawValue))
        }
        for zoom: Int64 in [50, 75] {
            let out = followUp("MJ::Outpaint::\(zoom)::1::\(job)::SOLO")
            #expect(out?.trigger == .zoomout)
            #expect(out?.body["zoomout"] == .int(zoom))
        }
    }

    @Test(
        "a picture's upscales tell their mode, of whatever version",
        arguments: [
            ("v5_2x", "2x"), ("v5_4x", "4x"), ("v6_2x_subtle", "subtle"),
            ("v6r1_2x_creative", "creative"), ("v7_2x_subtle", "subtle"), ("max", "max"),
        ])
    func upscales(verb: String, mode: String) {
        let action = followUp("MJ::JOB::upsample_\(verb)::1::\(job)::SOLO")
        #expect(action?.trigger == .maxUpscale)
        #expect(action?.body["mode"] == .string(mode))
    }

    @Test("a custom zoom can be posted as it is, a region needs its mask")
    func forms() {
        let zoom = followUp("MJ::CustomZoom::\(job)")
        #expect(zoom?.trigger == .customZoom)
        #expect(zoom?.body["zoom"] == 2)
        let region = "MJ::Inpaint::1::\(job)::SOLO"
        #expect(followUp(region) == nil)
        let result = Samples.result(buttons: [Samples.button(region, label: nil)])
        let form = FollowUps.forms(of: result, triggerID: "42").first
        #expect(form?.trigger == .varyRegion)
        #expect(form?.needs == ["mask"])
        #expect(form?.json["needs"] == ["mask"])
    }

    @Test(
        "any other button is pressed by its name",
        arguments: [
            "MJ::JOB::animate_high::1::abc::SOLO", "MJ::Job::PicReader::1",
            "MJ::Picread::Retry", "MJ::Job::PromptAnalyzer::0",
            "MJ::Outpaint::60::1::abc::SOLO", "MJ::JOB::upsample::1::abc::SOLO",
        ])
    func action(customID: String) {
        let action = followUp(customID, label: "Press me")
        #expect(action?.trigger == .action)
        #expect(
            action?.body == [
                "custom_id": .string(customID), "msg_id": "1180000000000000001",
                "trigger_id": "42",
            ])
    }

    @Test(
        "buttons that draw nothing are left out",
        arguments: [
            "", "MJ", "MJ::BOOKMARK::x", "MJ::Job::PicReader::all", "MJ::Prompts::Appeal::abc",
            "MJ::Settings::HighVariabilityMode::1", "MJ::CancelJob::ByJobid::abc",
            "XX::JOB::upsample::1::abc",
        ])
    func unknown(customID: String) {
        #expect(followUp(customID) == nil)
    }

    @Test("a body is complete: it can be posted as it is")
    func body() throws {
        let action = try #require(followUp("MJ::JOB::upsample::2::\(job)", label: "U2"))
        #expect(
            action.json == [
                "label": "U2", "trigger": "upscale", "method": "POST",
                "path": "/v1/api/trigger/upscale",
                "body": [
                    "index": 2, "msg_id": "1180000000000000001", "msg_hash": .string(job),
                    "trigger_id": "42",
                ],
            ])
    }

    @Test("the image bot's own label is kept; a picture gets words")
    func labels() {
        #expect(followUp("MJ::JOB::upsample::1::\(job)", label: "Upscale")?.label == "Upscale")
        #expect(followUp("MJ::JOB::pan_left::1::\(job)::SOLO")?.label == "Pan left")
    }

    @Test("disabled buttons and links are left out")
    func disabled() {
        let dead: JSONValue = [
            "custom_id": .string("MJ::JOB::upsample::1::\(job)"), "disabled": true,
        ]
        let link: JSONValue = ["url": "https://www.example.com/jobs/1", "label": "Web"]
        let result = Samples.result(buttons: [dead, link, "odd", nil])
        #expect(FollowUps.of(result, triggerID: "42").isEmpty)
    }
}
