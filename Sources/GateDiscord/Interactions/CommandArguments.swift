import GateCore

/// What a slash command is told: its options, and the files that they name.
struct CommandArguments: Sendable {
    let options: [JSONValue]
    let attachments: [JSONValue]

    /// - Throws: `DispatchError.permanent` when the job lacks what its kind needs.
    init(_ job: Job) throws(DispatchError) {
        switch job.kind {
        case .describe:
            let file = try InteractionBuilder.required(job.uploadFilename, "uploaded file")
            options = [Self.file("image", 0)]
            attachments = [Self.attachment(file)]
        case .blend:
            let files = job.uploadFilenames ?? []
            _ = try InteractionBuilder.required(files.first, "uploaded files")
            let shape = job.dimensions.map { [Self.text("dimensions", $0.parameter)] } ?? []
            options = files.indices.map { Self.file("image\($0 + 1)", $0) } + shape
            attachments = files.enumerated().map { Self.attachment($1, number: $0) }
        case .show:
            let id = try InteractionBuilder.required(job.messageHash, "job id")
            (options, attachments) = ([Self.text("job_id", id)], [])
        case .info, .fast, .relax: (options, attachments) = ([], [])
        case .shorten:
            let prompt = try InteractionBuilder.required(job.prompt, "prompt")
            (options, attachments) = ([Self.text("prompt", prompt)], [])
        default:
            let prompt = try InteractionBuilder.required(job.prompt, "prompt")
            let value = PromptText(prompt, imageURL: job.imageURL, tag: job.tag).value
            (options, attachments) = ([Self.text("prompt", value)], [])
        }
    }

    private static func text(_ name: String, _ value: String) -> JSONValue {
        ["type": 3, "name": .string(name), "value": .string(value)]
    }

    /// - Parameter number: the attachment's.
    private static func file(_ name: String, _ number: Int) -> JSONValue {
        ["type": 11, "name": .string(name), "value": .int(Int64(number))]
    }

    /// An uploaded file as an attachment.
    static func attachment(_ uploadFilename: String, number: Int = 0) -> JSONValue {
        let name = uploadFilename.split(separator: "/").last.map(String.init) ?? uploadFilename
        return [
            "id": .string(String(number)), "filename": .string(name),
            "uploaded_filename": .string(uploadFilename),
        ]
    }
}
