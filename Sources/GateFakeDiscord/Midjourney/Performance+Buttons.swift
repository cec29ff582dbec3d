import GateCore

extension Performance {
    /// Does what a button says.
    func press(_ action: ButtonAction, on target: Message) async throws {
        switch action {
        case .pick(let index, let job):
            try await follow(job, on: target, .image(index), index: index)
        case .vary(let index, let label, let job) where isRemixing:
            remix(.remix(index, label: label, job: job), job, on: target)
        case .pan(let direction, let job) where isRemixing:
            remix(.pan(direction, job: job), job, on: target)
        case .reroll(let job) where isRemixing:
            remix(.reroll(message: target.id), job, on: target)
        case .vary(let index, let label, let job):
            try await follow(job, on: target, .variations(label), index: index)
        case .reroll(let job): try await follow(job, on: target, .imagine)
        case .pan(let direction, let job): try await follow(job, on: target, .pan(direction))
        case .zoom(_, let job): try await follow(job, on: target, .zoom)
        case .upscale(let label, let job): try await follow(job, on: target, .upscaled(label))
        case .appeal(let job): try await appeal(job)
        case .customZoom(let job):
            open(
                .customZoom(job: job), on: target,
                filledWith: "\(studio.artwork(job)?.prompt ?? "") --zoom 2")
        case .region(let job): openRegion(job, on: target)
        case .describedPrompt(let index): try await imagine(described: index, on: target)
        case .describeAgain: try await describeAgain(target)
        case .shortenedPrompt(let index):
            let prompts = Description.prompts(in: target)
            guard prompts.indices.contains(index) else { return }
            try await draw(.imagine(echo(prompts[index]), backstage.random), replyingTo: target)
        case .bookmark: break
        }
    }

    private var isRemixing: Bool { backstage.control.tunables.remix }

    private func remix(_ action: ModalAction, _ job: String, on target: Message) {
        open(action, on: target, filledWith: studio.artwork(job)?.prompt ?? "")
    }

    /// Does what a modal was filled in for.
    func submit(_ opened: OpenedModal, _ text: String) async throws {
        let (target, prompt) = (opened.target, echo(text))
        switch opened.action {
        case .describedPrompt, .reroll:
            try await draw(.imagine(prompt, backstage.random), replyingTo: target)
        case .customZoom(let job): try await follow(job, on: target, .zoom, prompt: prompt)
        case .remix(let index, let label, let job):
            try await follow(job, on: target, .remix(label), index: index, prompt: prompt)
        case .pan(let direction, let job):
            try await follow(job, on: target, .pan(direction), prompt: prompt)
        }
    }

    /// Draws what comes of a job.
    func follow(
        _ job: String, on target: Message, _ style: Style, index: Int? = nil,
        prompt: String? = nil
    ) async throws {
        guard let source = studio.artwork(job) else { return refuseUnknown(job) }
        let artwork = source.followed(
            by: style, index: index, prompt: prompt, backstage.random)
        guard case .image = style else { return try await draw(artwork, replyingTo: target) }
        // Nothing has to be drawn for a picture that is there already.
        try await pause()
        if ![.stop, .imageFilter, .deleted].contains(turn) { show(artwork, replyingTo: target) }
    }

    private func appeal(_ job: String) async throws {
        guard let artwork = studio.artwork(job) else { return refuseUnknown(job) }
        try await draw(artwork)
    }

    private func imagine(described index: Int?, on target: Message) async throws {
        let prompts = Description.prompts(in: target)
        if let index {
            guard prompts.indices.contains(index - 1) else { return }
            return open(
                .describedPrompt(index), on: target, filledWith: prompts[index - 1])
        }
        for prompt in prompts {
            try await draw(.imagine(echo(prompt), backstage.random), replyingTo: target)
        }
    }

    private func describeAgain(_ target: Message) async throws {
        guard let image = target.embeds.first?["image"], let link = image["url"]?.string else {
            return
        }
        try await describe(image, name: link + interaction.id)
    }

    private func refuseUnknown(_ job: String) {
        refuse(.invalidRequest("There is no job \(job)."))
    }

    /// Opens a modal on the user's side.
    private func open(_ modal: ModalAction, on target: Message, filledWith text: String) {
        guard turn != .noModal else { return }
        studio.keep(
            OpenedModal(action: modal, target: target, interactionID: interaction.id))
        let field: JSONValue = [
            "type": 4, "style": 2, "custom_id": .string(modal.fieldID), "label": "Prompt",
            "value": .string(text), "required": true,
        ]
        announce(
            "INTERACTION_MODAL_CREATE",
            [
                "application": ["id": .string(interaction.application.id)],
                "channel_id": .string(interaction.channelID),
                "custom_id": .string(modal.customID), "title": .string(modal.title),
                "components": [["type": 1, "components": [field]]],
            ])
    }

    /// Opens the page on which a region is painted over.
    private func openRegion(_ job: String, on target: Message) {
        guard turn != .noModal else { return }
        let name = UUIDText.make(backstage.random)
        studio.keep(
            OpenedRegion(job: job, target: target, interaction: interaction), as: name)
        announce(
            "INTERACTION_IFRAME_MODAL_CREATE",
            [
                "application": ["id": .string(interaction.application.id)],
                "channel_id": .string(interaction.channelID), "title": "Editor",
                "custom_id": .string("MJ::iframe::\(name)"),
                "iframe_path": .string("/inpaint/index.html?custom_id=\(name)"),
            ])
    }
}
