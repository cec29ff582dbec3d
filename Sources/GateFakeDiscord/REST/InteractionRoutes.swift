import GateCore
import NIOHTTP1

/// `POST /interactions`: slash commands, buttons and modals.
struct InteractionRoutes: Sendable {
    let backstage: Backstage
    let bot: MidjourneyBot

    var all: [Route] { [.api("interactions", .POST, "/interactions", handle: interact)] }

    private func interact(_ request: Request) async throws -> Answer {
        let account = try request.knownAccount()
        let form = InteractionForm(
            backstage: backstage, studio: bot.studio, account: account,
            body: try request.object())
        let interaction = try form.interaction()
        var answer = Answer.noContent
        backstage.control.noteTaken(nonce: interaction.nonce)
        // Discord takes one nonce of one user for one interaction.
        if let nonce = interaction.nonce, !bot.studio.isNew(nonce, of: account) { return answer }
        let planned = backstage.control.takeTurn()
        let turn = planned?.turn ?? Turn.from(prompt: interaction.prompt)
        answer.afterwards = { bot.take(interaction, turn, planned?.wording) }
        return answer
    }
}
