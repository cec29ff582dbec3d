import Foundation
import GateCore
import NIOHTTP1

/// `POST /inpaint/api/submit-job`: the form of the bot's page for painting over a region. It
/// is no part of Discord, so it knows no token.
struct InpaintRoutes: Sendable {
    let backstage: Backstage
    let bot: MidjourneyBot

    private static let largest = 4 << 20

    var all: [Route] {
        [
            .open(
                "inpaint", .POST, "/inpaint/api/submit-job", bodyLimit: Self.largest,
                handle: submit)
        ]
    }

    private func submit(_ request: Request) async throws -> Answer {
        let form = try request.object()
        // Kept like an interaction: it is one in all but the way it takes.
        backstage.control.note([
            "at": .string(backstage.time.wall().iso8601), "body": form, "status": 200,
            "user_id": nil,
        ])
        guard let mask = form["mask"]?.string, Self.isImage(mask),
            let prompt = form["prompt"]?.string, form["userId"]?.string != nil,
            let name = form["customId"]?.string, let region = bot.studio.takeRegion(name)
        else { return .json(["error": "invalid request"], status: 400) }
        var answer = Answer.json(["status": "ok"])
        let job = region.interaction.painting(region, prompt: prompt, id: backstage.newID())
        let planned = backstage.control.takeTurn()
        let turn = planned?.turn ?? Turn.from(prompt: prompt)
        answer.afterwards = { bot.take(job, turn, planned?.wording) }
        return answer
    }

    private static func isImage(_ text: String) -> Bool {
        guard let data = Data(base64Encoded: text) else { return false }
        return ImageKind(head: Array(data.prefix(16))) != nil
    }
}

extension Interaction {
    /// What the same user then sends from the page.
    fileprivate func painting(
        _ region: OpenedRegion, prompt: String, id: String
    ) -> Interaction {
        Interaction(
            id: id, nonce: nil, account: account, application: application,
            channelID: channelID, guildID: guildID,
            content: .region(job: region.job, on: region.target, prompt: prompt))
    }
}
