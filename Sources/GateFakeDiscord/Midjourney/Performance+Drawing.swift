import GateCore

extension Performance {
    private static let percents = [0, 15, 31, 46, 62, 78, 93]

    /// Draws: a message that waits and tells the progress, then the finished one, and the
    /// first one goes.
    /// - Parameters:
    ///   - artwork: what is drawn.
    ///   - target: the message whose button was pressed; nil for a command.
    func draw(_ artwork: Artwork, replyingTo target: Message? = nil) async throws {
        studio.keep(artwork)
        let caption = caption(artwork)
        let progress = post { message in
            message.type = target == nil ? 20 : 19
            message.reference = target?.quoted
            message.content = caption.text(.waiting)
            message.mentions = [interaction.account]
            // The refusal that said "queued" had the nonce already.
            if turn != .jobQueued { message.nonce = interaction.nonce.map { .string($0) } }
        }
        guard try await tellProgress(of: artwork, caption, on: progress) else { return }
        try await pause()
        show(artwork, replyingTo: target)
        backstage.board.delete(progress.id, in: progress.channelID)
    }

    /// Posts a finished picture.
    func show(_ artwork: Artwork, replyingTo target: Message?) {
        studio.keep(artwork)
        let file = backstage.keep(
            .painting(artwork.painting), named: artwork.filename(for: interaction.account.name),
            contentType: "image/png", in: interaction.channelID)
        post { message in
            message.type = target == nil ? 0 : 19
            message.reference = target?.quoted
            // What a command draws is posted by another part of the bot, which does not
            // tell the interaction.
            if target == nil { message.interaction = nil }
            message.content = caption(artwork).text(.done)
            message.mentions = [interaction.account]
            message.attachments = [file]
            message.components =
                artwork.style.isGrid ? Buttons.grid(artwork.job) : Buttons.single(artwork.job)
        }
    }

    private func caption(_ artwork: Artwork) -> Caption {
        Caption(
            prompt: artwork.prompt, style: artwork.style, user: interaction.account.id,
            mode: studio.mode(of: interaction.account))
    }

    /// - Returns: whether the job is to be finished.
    private func tellProgress(
        of artwork: Artwork, _ caption: Caption, on progress: Message
    ) async throws -> Bool {
        guard turn != .noProgress else { return true }
        for percent in Self.percents {
            try await pause()
            if percent == 46, turn == .stop {
                edit(progress) { $0.content = caption.text(.stopped) }
                return false
            }
            if percent == 62, turn == .imageFilter {
                edit(progress) { message in
                    message.content = ""
                    message.attachments = []
                    message.embeds = [Refusal.imageFilter.embed(prompt: artwork.prompt)]
                }
                return false
            }
            let preview = preview(of: artwork, at: percent)
            edit(progress) { message in
                message.content = caption.text(.percent(percent))
                message.attachments = preview
            }
        }
        guard turn == .deleted else { return true }
        backstage.board.delete(progress.id, in: progress.channelID)
        return false
    }

    private func preview(of artwork: Artwork, at percent: Int) -> [StoredFile] {
        guard percent > 0 else { return [] }
        return [
            backstage.keep(
                .painting(artwork.painting(at: percent)), named: "\(artwork.job)_grid_0.webp",
                contentType: "image/png", in: interaction.channelID)
        ]
    }

    private func edit(_ message: Message, _ change: (inout Message) -> Void) {
        backstage.board.edit(
            message.id, in: message.channelID, at: backstage.time.wall(), change)
    }
}
