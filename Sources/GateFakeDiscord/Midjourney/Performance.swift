import GateCore

/// One interaction's life, from its announcement to its last message.
struct Performance: Sendable {
    let backstage: Backstage
    let studio: Studio
    let interaction: Interaction
    let turn: Turn
    let wording: Wording?

    /// Plays it.
    /// - Throws: `CancellationError`, when the server stops meanwhile.
    func run() async throws {
        guard turn != .silent else { return }
        if turn == .failure { return fail() }
        if interaction.isAnnounced {
            announce("INTERACTION_CREATE")
            announce("INTERACTION_SUCCESS")
        }
        let artwork = Artwork.imagine(echo(interaction.prompt), backstage.random)
        if let refusal = Refusal(turn, wording: wording, job: artwork.job) {
            studio.keep(artwork)
            return refuse(refusal)
        }
        if turn == .jobQueued {
            refuse(.jobQueued)
            try await pause()
        }
        switch interaction.content {
        case .command(let call): try await run(call)
        case .button(let action, let target): try await press(action, on: target)
        case .modal(let opened, let text): try await submit(opened, text)
        case .region(let job, let target, let prompt):
            try await follow(job, on: target, .variations("Region"), prompt: echo(prompt))
        }
    }

    /// Discord could not hand the interaction to the bot.
    private func fail() {
        announce("INTERACTION_CREATE")
        announce("INTERACTION_FAILURE", ["reason_code": 3])
    }

    /// Says no, to the user alone.
    func refuse(_ refusal: Refusal) {
        answer { message in
            message.embeds = [refusal.embed(prompt: interaction.prompt)]
            message.components = refusal.components
            message.flags = Message.ephemeral
            message.onlyFor = interaction.account.id
        }
    }

    /// Posts the message that answers the interaction: the one with its nonce.
    /// - Returns: the message.
    @discardableResult
    func answer(_ fill: (inout Message) -> Void) -> Message {
        post { message in
            message.type = 20
            message.nonce = interaction.nonce.map { .string($0) }
            fill(&message)
        }
    }

    /// Posts a message that has something to do with the interaction.
    /// - Returns: the message.
    @discardableResult
    func post(_ fill: (inout Message) -> Void) -> Message {
        var message = Message(
            id: backstage.newID(), channelID: interaction.channelID, guildID: interaction.guildID,
            author: interaction.application, postedAt: backstage.time.wall())
        if backstage.control.tunables.metadata { message.interaction = interaction.metadata }
        fill(&message)
        backstage.board.post(message)
        return message
    }

    /// Waits for the next step.
    func pause() async throws {
        try Task.checkCancellation()
        let step = backstage.control.tunables.step
        if step > .zero { try await backstage.time.sleep(for: step) }
    }

    /// The prompt as the bot repeats it.
    func echo(_ prompt: String) -> String {
        PromptEcho.of(prompt, version: backstage.settings.modelVersion)
    }

    /// Tells the user's sessions something about the interaction.
    func announce(_ event: String, _ more: [String: JSONValue] = [:]) {
        backstage.gateway.publish(
            .interaction(
                event, interaction.announcement.merging(more), for: interaction.account.id))
    }
}
