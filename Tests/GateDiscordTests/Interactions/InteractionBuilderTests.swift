import GateCore
import Testing

@testable import GateDiscord

@Suite("Bodies of interactions")
struct InteractionBuilderTests {
    private let builder = InteractionBuilder(
        DiscordAccount(userToken: "secret", guildID: "11", channelID: "22"))

    private func job(_ kind: TriggerKind, _ set: (inout Job) -> Void = { _ in }) -> Job {
        var job = Job(kind)
        set(&job)
        return job
    }

    private func followUp(_ kind: TriggerKind, _ set: (inout Job) -> Void = { _ in }) -> Job {
        job(kind) { job in
            job.messageID = "777"
            job.messageHash = "a-b-c"
            set(&job)
        }
    }

    @Test("Imagine is the slash command with the prompt as its option")
    func imagine() throws {
        let body = try builder.typing(
            .imagine, version: "123", for: job(.imagine) { $0.prompt = "a cat --ar 2:3" },
            nonce: "99", sessionID: "5e55")
        #expect(
            body == [
                "type": 2, "application_id": "936929561302675456", "guild_id": "11",
                "channel_id": "22", "session_id": "5e55", "nonce": "99",
                "data": [
                    "version": "123", "id": "938956540159881230", "name": "imagine", "type": 1,
                    "options": [["type": 3, "name": "prompt", "value": "a cat --ar 2:3"]],
                    "attachments": [],
                ],
            ])
    }

    @Test("Describe is its own command with the uploaded file attached")
    func describe() throws {
        let body = try builder.typing(
            .describe, version: "124",
            for: job(.describe) { $0.uploadFilename = "uuid-1/cat.webp" }, nonce: "99",
            sessionID: "5e55")
        #expect(
            body == [
                "type": 2, "application_id": "936929561302675456", "guild_id": "11",
                "channel_id": "22", "session_id": "5e55", "nonce": "99",
                "data": [
                    "version": "124", "id": "1092492867185950852", "name": "describe", "type": 1,
                    "options": [["type": 11, "name": "image", "value": 0]],
                    "attachments": [
                        [
                            "id": "0", "filename": "cat.webp",
                            "uploaded_filename": "uuid-1/cat.webp",
                        ]
                    ],
                ],
            ])
    }

    @Test("The built-in versions are each command's own")
    func versions() {
        #expect(MidjourneyCommand.imagine.builtInVersion == "1237876415471554623")
        #expect(MidjourneyCommand.describe.builtInVersion == "1237876415471554625")
    }

    @Test("A follow-up presses the button of its message")
    func followUps() throws {
        let buttons: [(Job, String)] = [
            (followUp(.upscale) { $0.index = 2 }, "MJ::JOB::upsample::2::a-b-c"),
            (followUp(.variation) { $0.index = 4 }, "MJ::JOB::variation::4::a-b-c"),
            (followUp(.soloVariation), "MJ::JOB::variation::1::a-b-c::SOLO"),
            (followUp(.soloVariation) { $0.index = 1 }, "MJ::JOB::variation::1::a-b-c::SOLO"),
            (followUp(.soloLowVariation), "MJ::JOB::low_variation::1::a-b-c::SOLO"),
            (followUp(.soloHighVariation), "MJ::JOB::high_variation::1::a-b-c::SOLO"),
            (followUp(.maxUpscale), "MJ::JOB::upsample_max::1::a-b-c::SOLO"),
            (followUp(.reset), "MJ::JOB::reroll::0::a-b-c::SOLO"),
            (followUp(.expand) { $0.direction = .left }, "MJ::JOB::pan_left::1::a-b-c::SOLO"),
            (followUp(.expand) { $0.direction = .down }, "MJ::JOB::pan_down::1::a-b-c::SOLO"),
            (followUp(.zoomout) { $0.zoom = 50 }, "MJ::Outpaint::50::1::a-b-c::SOLO"),
            (followUp(.zoomout) { $0.zoom = 75 }, "MJ::Outpaint::75::1::a-b-c::SOLO"),
        ]
        for (job, button) in buttons {
            let body = try builder.pressing(for: job, nonce: "99", sessionID: "5e55")
            #expect(
                body == [
                    "type": 3, "application_id": "936929561302675456", "guild_id": "11",
                    "channel_id": "22", "session_id": "5e55", "nonce": "99", "message_flags": 0,
                    "message_id": "777",
                    "data": ["component_type": 2, "custom_id": .string(button)],
                ])
        }
        let covered = Set(buttons.map(\.0.kind))
        #expect(covered == Set(TriggerKind.allCases.filter(\.isFollowUp)))
    }

    @Test("Every kind is either a command or a button")
    func everyKind() {
        for kind in TriggerKind.allCases {
            #expect((MidjourneyCommand.command(for: kind) == nil) == kind.isFollowUp)
        }
    }

    @Test("A job that lacks what its kind needs makes no body, and the error says what")
    func incomplete() {
        let cases: [(Job, String)] = [
            (job(.upscale) { $0.messageID = "1" }, "message hash"),
            (followUp(.upscale), "index"),
            (followUp(.reset) { $0.messageID = nil }, "message id"),
            (followUp(.reset) { $0.messageHash = "" }, "message hash"),
            (followUp(.expand), "direction"),
            (followUp(.zoomout), "zoom"),
        ]
        for (job, missing) in cases {
            #expect(
                throws: DispatchError.permanent("The task has no \(missing): nothing was sent.")
            ) { try builder.pressing(for: job, nonce: "1", sessionID: "s") }
        }
        #expect(throws: DispatchError.permanent("The task has no prompt: nothing was sent.")) {
            try builder.typing(
                .imagine, version: "1", for: job(.imagine), nonce: "1", sessionID: "s")
        }
        #expect(
            throws: DispatchError.permanent("The task has no uploaded file: nothing was sent.")
        ) {
            try builder.typing(
                .describe, version: "1", for: job(.describe), nonce: "1", sessionID: "s")
        }
    }
}
