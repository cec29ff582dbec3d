import GateCore

extension Performance {
    /// Does what a slash command says.
    func run(_ call: CommandCall) async throws {
        switch call.command.name {
        case "imagine":
            try await draw(.imagine(echo(call.text("prompt") ?? ""), backstage.random))
        case "blend": try await draw(.imagine(echo(Self.blended(call)), backstage.random))
        case "describe": try await describe(call)
        case "shorten": try await shorten(call.text("prompt") ?? "")
        case "show": show(job: call.text("job_id") ?? "")
        case "info": whisper(embed: Self.info(mode: studio.mode(of: interaction.account)))
        case "settings": whisper("Adjust your settings here.", components: Buttons.settings)
        case "fast": setMode("fast", "Your jobs now consume fast hours.")
        default: setMode("relaxed", "Your jobs now do not consume fast hours.")
        }
    }

    /// Says "thinking", then four descriptions of a picture.
    /// - Parameter image: the embed's image object.
    func describe(_ image: JSONValue, name: String) async throws {
        let thinking = answer { $0.flags = Message.loading }
        try await pause()
        let embed: JSONValue = [
            "type": "rich", "description": .string(Description.text(of: name)),
            "image": image,
        ]
        backstage.board.edit(thinking.id, in: thinking.channelID, at: backstage.time.wall()) {
            $0.flags = 0
            $0.embeds = [embed]
            $0.components = Buttons.descriptions
        }
    }

    private func describe(_ call: CommandCall) async throws {
        if let image = call.images.first {
            try await describe(image.embedImage, name: image.filename)
        } else if let link = call.text("link"), !link.isEmpty {
            try await describe(["url": .string(link), "proxy_url": .string(link)], name: link)
        } else {
            refuse(.invalidRequest("You must specify an image or a link."))
        }
    }

    private func shorten(_ prompt: String) async throws {
        let shorter = Description.shortened(prompt)
        let thinking = answer { $0.flags = Message.loading }
        try await pause()
        let lines = zip(Buttons.keycaps, shorter).map { "\($0) \($1)" }
        let embed: JSONValue = [
            "type": "rich",
            "description": .string("## Shortened prompts\n\n" + lines.joined(separator: "\n\n")),
            "footer": ["text": "Click on a button to imagine one of the shortened prompts"],
        ]
        backstage.board.edit(thinking.id, in: thinking.channelID, at: backstage.time.wall()) {
            $0.flags = 0
            $0.embeds = [embed]
            $0.components = Buttons.shortened(count: shorter.count)
        }
    }

    private func show(job: String) {
        guard let artwork = studio.artwork(job) else {
            return refuse(.invalidRequest("There is no job \(job)."))
        }
        show(artwork, replyingTo: nil)
    }

    private func setMode(_ mode: String, _ words: String) {
        studio.setMode(mode, of: interaction.account)
        whisper("Done! \(words)")
    }

    /// Says something to the user alone.
    func whisper(
        _ content: String = "", embed: JSONValue? = nil, components: [JSONValue] = []
    ) {
        answer { message in
            message.content = content
            message.embeds = embed.map { [$0] } ?? []
            message.components = components
            message.flags = Message.ephemeral
            message.onlyFor = interaction.account.id
        }
    }

    private static func blended(_ call: CommandCall) -> String {
        let links = call.images.map(\.url)
        return (links + [call.text("dimensions")].compactMap { $0 }).joined(separator: " ")
    }

    private static func info(mode: String) -> JSONValue {
        let lines = [
            "**Subscription**: Standard (Active monthly)", "**Visibility Mode**: Public",
            "**Fast Time Remaining**: 14.2/15.0 hours (94.67%)",
            "**Job Mode**: \(mode == "fast" ? "Fast" : "Relaxed")",
            "**Queued Jobs (fast)**: 0", "**Running Jobs**: None",
        ]
        return [
            "type": "rich", "title": "Your info",
            "description": .string(lines.joined(separator: "\n")),
        ]
    }
}
