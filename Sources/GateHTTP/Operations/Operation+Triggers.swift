import GateCore

extension Operation {
    private static let messageID = "1190000000000000003"
    private static let jobID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"

    /// `POST /v1/api/trigger/…`, by the kind of task it makes.
    static let triggers = Dictionary(
        uniqueKeysWithValues: TriggerKind.allCases.map { ($0, trigger($0)) })

    private static func trigger(_ kind: TriggerKind) -> Operation {
        Operation("trigger_\(kind.rawValue)", .triggers, "Ask the image bot for \(kind.rawValue)")
            .explained(
                "The answer means that the task and its audit record are durable. What becomes "
                    + "of it is told by webhook, and by GET /v1/tasks/{trigger_id}."
            )
            .body(example(of: kind)) { _ = try? TriggerForm.order(kind, $0) }
            .answers(200, .named("Accepted"), "Accepted.")
            .answers(202, .named("HeldAnswer"), "It waits for a human.")
            .problems(
                .missingVariable, .bannedPrompt, .notFound, .queueFull, .rateLimited, .quotaSpent,
                .conflict, .upstreamRefused, .couldNotJudge)
    }

    private static func example(of kind: TriggerKind) -> JSONValue {
        guard kind != .imagine else { return ["prompt": "a red balloon over the sea --ar 16:9"] }
        guard kind != .describe else {
            return ["upload_filename": "5f2b/balloon.png", "trigger_id": "describe-1"]
        }
        if let body = otherExamples[kind] { return body }
        var body: [String: JSONValue] = [
            "trigger_id": "1790000000000000001", "msg_id": .string(messageID),
            "msg_hash": .string(jobID),
        ]
        switch kind {
        case .upscale, .variation: body["index"] = 1
        case .expand: body["direction"] = "left"
        case .zoomout: body["zoomout"] = 50
        default: break
        }
        return .object(body)
    }

    private static let otherExamples: [TriggerKind: JSONValue] = [
        .blend: ["upload_filenames": ["5f2b/balloon.png", "6a3c/sea.png"]],
        .shorten: ["prompt": "a very big red balloon over the sea"],
        .show: ["job_id": .string(jobID)], .info: [:], .fast: [:], .relax: [:],
        .action: ["trigger_id": "1790000000000000001", "custom_id": "MJ::JOB::upsample::1"],
        .modal: [
            "trigger_id": "1790000000000000001", "custom_id": "MJ::CustomZoom::1",
            "prompt": "a red balloon --zoom 1.5",
        ],
        .customZoom: ["trigger_id": "1790000000000000001", "zoom": 1.5],
        .varyRegion: [
            "trigger_id": "1790000000000000001", "mask": "iVBORw0KGgo=", "prompt": "a kite",
        ],
    ]

    /// `POST /v1/api/trigger/upload`.
    static let upload = Operation("upload", .triggers, "Keep an image on Discord's side")
        .explained("PNG, JPEG, WebP or GIF by its first bytes, up to 25 MiB.")
        .file("file")
        .answers(
            .object([
                "message": .constant("success"), "upload_filename": .text("5f2b/balloon.png"),
                "upload_url": .text("https://discord-attachments-uploads.example/5f2b"),
                "trigger_id": .text("1790000000000000001"),
            ]), "Kept."
        )
        .problems(
            .missingVariable, .bannedPrompt, .queueFull, .rateLimited, .upstreamRefused,
            .couldNotJudge)

    /// `POST /v1/api/trigger/message`.
    static let postUpload = Operation(
        "message", .triggers, "Post an uploaded image, to use its address in a prompt"
    )
    .body(["upload_filename": "5f2b/balloon.png"]) {
        _ = $0.string("upload_filename", .uploadFilename, required: true)
        _ = $0.string("user", .endUser)
    }
    .answers(
        .object(["message": .constant("success"), "picurl": .text("https://cdn.example/a.png")]),
        "Posted."
    )
    .problems(
        .missingVariable, .bannedPrompt, .notFound, .rateLimited, .upstreamRefused,
        .couldNotJudge)

    /// `POST /v1/api/trigger/queue/release`.
    static let release = Operation("release", .triggers, "Free a task's slot")
        .explained("Doing it twice is no fault.")
        .body(["trigger_id": "1790000000000000001"]) {
            _ = $0.string("trigger_id", .triggerID, required: true)
        }
        .answers(
            .object([
                "message": .constant("success"), "trigger_id": .text("1790000000000000001"),
                "trigger_type": .text("generate"), "task_id": .text("1790000000000000001"),
                "status": .words(TaskStatus.self),
            ]), "Freed."
        )
        .problems(.missingVariable, .notFound)
}
