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
        try form.fields.finish()
        return (TriggerOrder(form.job, triggerID: triggerID, text: form.text), user)
    }

    /// Reads what the kind has, and answers the name of the task.
    private mutating func read() -> String? {
        switch job.kind {
        case .imagine:
            readPrompt()
            return nil
        case .describe: readUpload()
        case .upscale, .variation:
            job.index = fields.integer("index", in: 1...4, required: true)
            readButton()
        case .soloVariation, .soloLowVariation, .soloHighVariation, .maxUpscale:
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
        return fields.string("trigger_id", .triggerID, required: true)
    }

    /// The message and the job whose button is pressed.
    private mutating func readButton() {
        job.messageID = fields.string(
            "msg_id", .snowflake, required: true,
            hint: "; numbers this long lose digits in many JSON libraries")
        job.messageHash = fields.string("msg_hash", .uuid, required: true)
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
