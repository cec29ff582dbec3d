import GateCore

extension Performance {
    /// Does what a button says.
    func press(_ action: ButtonAction, on target: Message) async throws {
        switch action {
        case .pick(let index, let job):
            try await follow(job, on: target, .image(index), index: index)
        case .vary(let index, let label, let job):
            try await follow(job, on: target, .variations(label), index: index)
        case .reroll(let job): try await follow(job, on: target, .imagine)
        case .pan(let direction, let job): try await follow(job, on: target, .pan(direction))
        case .zoom(_, let job): try await follow(job, on: target, .zoom)
        case .upscale(let label, let job): try await follow(job, on: target, .upscaled(label))
        case .appeal(let job): try await appeal(job)
        case .customZoom(let job):
            open(.customZoom(job: job), filledWith: "\(studio.artwork(job)?.prompt ?? "") --zoom 2")
        case .region(let job): openRegion(job)
        case .describedPrompt(let index): try await imagine(described: index, on: target)
        case .describeAgain: try await describeAgain(target)
        case .shortenedPrompt(let index):
            let prompts = Description.prompts(in: target)
            guard prompts.indices.contains(index) else { return }
            try await draw(.imagine(echo(prompts[index]), backstage.random), replyingTo: target)
        case .bookmark: break
        }
    }

    /// Does what a modal was filled in for.
    func submit(_ action: ModalAction, _ text: String) async throws {
        switch action {
        case .describedPrompt:
            try await draw(.imagine(echo(text), backstage.random))
        case .customZoom(let job):
            guard let source = studio.artwork(job) else { return refuseUnknown(job) }
            try await draw(source.followed(by: .zoom, prompt: echo(text), backstage.random))
        }
    }

    private func follow(
        _ job: String, on target: Message, _ style: Style, index: Int? = nil
    ) async throws {
        guard let source = studio.artwork(job) else { return refuseUnknown(job) }
        let artwork = source.followed(by: style, index: index, backstage.random)
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
            return open(.describedPrompt(index), filledWith: prompts[index - 1])
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
    private func open(_ modal: ModalAction, filledWith text: String) {
        studio.keep(modal, for: interaction.id)
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
    private func openRegion(_ job: String) {
        announce(
            "INTERACTION_IFRAME_MODAL_CREATE",
            [
                "application": ["id": .string(interaction.application.id)],
                "channel_id": .string(interaction.channelID), "title": "Editor",
                "custom_id": .string("MJ::iframe::\(job)"),
                "iframe_path": .string("/inpaint/index.html?custom_id=\(job)"),
            ])
    }
}
