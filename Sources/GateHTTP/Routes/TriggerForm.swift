import GateCore

/// Reads the body of a trigger call into an order: the fields of `midjourney-api`, checked
/// by shape, with every wrong one named.
struct TriggerForm {
    private var fields: FieldReader
    private var job: Job
    private var text = ""

    /// What `fields` order of `kind`, and the client's own user that they name.
    /// - Throws: `Problem` (`badParameters`).
    static func order(
        _ kind: TriggerKind, _ fields: FieldReader
    ) throws(Problem) -> (order: TriggerOrder, user: String?) {
        var form = TriggerForm(fields: fields, job: Job(kind))
        let triggerID = form.read()
        let user = form.fields.string("user", .endUser)
        let callback = form.fields.string("callback_url", .webAddress)
        try form.fields.finish()
        var order = TriggerOrder(form.job, triggerID: triggerID, text: form.text)
        order.callbackURL = callback
        return (order, user)
    }

    /// Reads what the kind has, and answers the name of the task.
    private mutating func read() -> String? {
        switch job.kind {
        case .imagine:
            readPrompt()
            return nil
        case .describe: readUpload()
        case .shorten: readText()
        case .blend: readBlend()
        case .show:
            job.messageHash = fields.string("job_id", .uuid, required: true)
        case .info, .fast, .relax: break
        case .action, .modal, .customZoom, .varyRegion, .maxUpscale:
            readOffered()
            return fields.string("trigger_id", .triggerID, required: true)
        case .upscale, .variation:
            job.index = fields.integer("index", in: 1...4, required: true)
            readButton()
        case .soloVariation, .soloLowVariation, .soloHighVariation:
            job.index = fields.integer("index", in: 1...4)
            readButton()
        case .reset: readButton()
        case .expand:
            job.direction = fields.choice("direction", PanDirection.self, required: true)
            readButton()
        case .zoomout:
            job.zoom = fields.integer("zoomout", of: [50, 75], required: true)
            readButton()
        }
        return fields.string(
            "trigger_id", .triggerID, required: job.kind.isFollowUp || job.kind == .describe)
    }

    /// The message and the job whose button is pressed.
    private mutating func readButton() {
        job.messageID = fields.string(
            "msg_id", .snowflake, required: true,
            hint: "; numbers this long lose digits in many JSON libraries")
        job.messageHash = fields.string("msg_hash", .uuid, required: true)
    }

    /// A button that is looked for among those that the result offers. The result is that
    /// message, else the newest of that name.
    private mutating func readOffered() {
        job.messageID = fields.string("msg_id", .snowflake)
        job.messageHash = fields.string("msg_hash", .uuid)
        switch job.kind {
        case .maxUpscale:
            job.index = fields.integer("index", in: 1...4)
            readMode()
        case .customZoom:
            job.zoomFactor = fields.number("zoom", in: 1...2)
            readText(required: !fields.has("zoom"))
        case .varyRegion:
            job.mask = MaskField.read(&fields)
            readText(required: false)
        default:
            job.customID = fields.string("custom_id", .buttonID, required: true)
            readText(required: job.kind == .modal)
        }
    }

    /// `mode`, or `version`: two names for one thing.
    private mutating func readMode() {
        let mode = fields.choice("mode", UpscaleMode.self)
        let version = fields.choice("version", UpscaleMode.self)
        if let mode, let version, mode != version {
            fields.refuse("version", "must be the same as mode, or left out")
        }
        job.upscaleMode = mode ?? version
    }

    private mutating func readText(required: Bool = true) {
        job.prompt = fields.string("prompt", .text, required: required)
        text = job.prompt ?? ""
    }

    /// The names after the slashes show in Discord, so they are judged.
    private mutating func readBlend() {
        let files = fields.strings("upload_filenames", .uploadFilename, count: 2...5)
        if files == nil, !fields.has("upload_filenames") {
            fields.refuse("upload_filenames", "is required, and must be a list of 2 to 5 strings")
        }
        job.dimensions = fields.choice("dimensions", BlendDimensions.self)
        job.uploadFilenames = files
        text = (files ?? []).map { $0.split(separator: "/").last.map(String.init) ?? "" }
            .joined(separator: "\n")
    }

    /// The name after the slash shows in Discord, so it is judged.
    private mutating func readUpload() {
        job.uploadFilename = fields.string("upload_filename", .uploadFilename, required: true)
        text = job.uploadFilename?.split(separator: "/").last.map(String.init) ?? ""
    }

    private mutating func readPrompt() {
        let prompt = fields.string("prompt", .text, required: true) ?? ""
        let address = fields.string("picurl", .webAddressOrEmpty)
        text = prompt
        job.prompt = prompt
        job.imageURL = address.flatMap { $0.isEmpty ? nil : $0 }
        if job.imageURL == nil { splitLeadingAddress(of: prompt) }
    }

    /// An address at the prompt's start is an image that goes before the text.
    private mutating func splitLeadingAddress(of prompt: String) {
        let address = String(prompt.prefix { !$0.isWhitespace })
        guard FieldShape.webAddress.holds(address) else { return }
        let rest = prompt.dropFirst(address.count).drop(while: \.isWhitespace)
        guard !rest.isEmpty else {
            fields.refuse("prompt", "must have a text after the image's address")
            return
        }
        job.imageURL = address
        job.prompt = String(rest)
    }
}
