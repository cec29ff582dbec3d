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
            .imagine, as: IndexedCommand(id: "938956540159881230", version: "123"),
            for: job(.imagine) { $0.prompt = "a cat --ar 2:3" },
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
            .describe, as: IndexedCommand(id: "1092492867185950852", version: "124"),
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
            (followUp(.customZoom), "MJ::CustomZoom::a-b-c"),
            (followUp(.varyRegion), "MJ::Inpaint::1::a-b-c::SOLO"),
            (followUp(.action) { $0.customID = "MJ::Any::1" }, "MJ::Any::1"),
            (followUp(.modal) { $0.customID = "MJ::Any::2" }, "MJ::Any::2"),
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

    @Test("A press repeats the flags of the message")
    func flags() throws {
        let job = followUp(.action) { job in
            job.customID = "MJ::Any::1"
            job.messageFlags = 64
        }
        let body = try builder.pressing(for: job, nonce: "99", sessionID: "5e55")
        #expect(body["message_flags"] == 64)
    }

    @Test("A modal is answered with the prompt in its field")
    func modal() throws {
        let dialogue = Dialogue(
            .modal, interactionID: "1500", customID: "MJ::RemixModal::a::1::0",
            fieldID: "MJ::RemixModal::new_prompt")
        let own = job(.modal) { job in
            job.prompt = "a dog"
            job.parentPrompt = "a cat"
        }
        let body = try builder.answering(dialogue, for: own, nonce: "99", sessionID: "5e55")
        #expect(body["type"] == 5 && body["nonce"] == "99" && body["channel_id"] == "22")
        #expect(
            body["data"] == [
                "id": "1500", "custom_id": "MJ::RemixModal::a::1::0",
                "components": [
                    [
                        "type": 1,
                        "components": [
                            [
                                "type": 4, "custom_id": "MJ::RemixModal::new_prompt",
                                "value": "a dog",
                            ]
                        ],
                    ]
                ],
            ])
        let none = job(.variation)
        #expect(throws: DispatchError.permanent("The task has no prompt: nothing was sent.")) {
            try builder.answering(dialogue, for: none, nonce: "99", sessionID: "5e55")
        }
    }

    @Test("Blend names its files and its shape")
    func blend() throws {
        let arguments = try CommandArguments(
            job(.blend) { job in
                job.uploadFilenames = ["u1/a.png", "u2/b.png"]
                job.dimensions = .landscape
            })
        #expect(
            arguments.options == [
                ["type": 11, "name": "image1", "value": 0],
                ["type": 11, "name": "image2", "value": 1],
                ["type": 3, "name": "dimensions", "value": "--ar 3:2"],
            ])
        #expect(
            arguments.attachments == [
                ["id": "0", "filename": "a.png", "uploaded_filename": "u1/a.png"],
                ["id": "1", "filename": "b.png", "uploaded_filename": "u2/b.png"],
            ])
        #expect(BlendDimensions.portrait.parameter == "--ar 2:3")
        #expect(BlendDimensions.square.parameter == "--ar 1:1")
    }

    @Test("Shorten, show, info, fast and relax tell what they need and no more")
    func words() throws {
        let shorten = try CommandArguments(
            job(.shorten) { job in
                job.prompt = "a cat"
                job.tag = "42"
            })
        #expect(shorten.options == [["type": 3, "name": "prompt", "value": "a cat"]])
        let show = try CommandArguments(job(.show) { $0.messageHash = "a-b-c" })
        #expect(show.options == [["type": 3, "name": "job_id", "value": "a-b-c"]])
        for kind in [TriggerKind.info, .fast, .relax] {
            let bare = try CommandArguments(job(kind))
            #expect(bare.options.isEmpty && bare.attachments.isEmpty)
            #expect(MidjourneyCommand.command(for: kind)?.name == kind.rawValue)
        }
    }

    @Test("A region goes to the page with the mask, and without the name's beginning")
    func region() throws {
        let dialogue = Dialogue(.page, interactionID: "1", customID: "MJ::iframe::opaque")
        let painted = job(.varyRegion) { job in
            job.mask = "AAAA"
            job.parentPrompt = "a cat"
        }
        let form = try RegionForm(dialogue, painted)
        #expect(
            form.body == [
                "customId": "opaque", "mask": "AAAA", "prompt": "a cat", "userId": "0",
                "username": "0",
            ])
        #expect(
            form.address(below: "https://x.test/") == "https://x.test/inpaint/api/submit-job")
        #expect(throws: DispatchError.permanent("The task has no mask: nothing was sent.")) {
            try RegionForm(dialogue, job(.varyRegion))
        }
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
                .imagine, as: IndexedCommand(id: "1", version: "1"), for: job(.imagine), nonce: "1",
                sessionID: "s")
        }
        #expect(
            throws: DispatchError.permanent("The task has no uploaded file: nothing was sent.")
        ) {
            try builder.typing(
                .describe, as: IndexedCommand(id: "1", version: "1"), for: job(.describe),
                nonce: "1", sessionID: "s")
        }
    }
}
