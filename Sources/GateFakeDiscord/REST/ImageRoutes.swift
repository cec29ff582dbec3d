import GateCore
import NIOHTTP1

/// The image host, and the call that signs its links anew.
struct ImageRoutes: Sendable {
    let backstage: Backstage

    private static let mostLinks = 50

    var all: [Route] {
        [
            .open("image", .GET, "/attachments/:channel/:file/:name", handle: image),
            .api("refresh", .POST, "/attachments/refresh-urls", handle: refresh),
        ]
    }

    private func image(_ request: Request) async throws -> Answer {
        guard let file = backstage.files.file(request.parameter("file")),
            file.channelID == request.parameter("channel"),
            file.filename == request.parameter("name"), isAdmitted(request, to: file)
        else {
            let text = "This content is no longer available."
            return Answer(
                status: 404, headers: [("Content-Type", "text/plain")], body: Array(text.utf8))
        }
        return Answer(
            status: 200, headers: [("Content-Type", file.contentType)], body: file.bytes)
    }

    private func isAdmitted(_ request: Request, to file: StoredFile) -> Bool {
        !backstage.control.tunables.signedLinks
            || file.seal.admits(request.target.query, at: backstage.time.wall())
    }

    private func refresh(_ request: Request) async throws -> Answer {
        guard let links = try request.object()["attachment_urls"]?.array,
            (1...Self.mostLinks).contains(links.count)
        else {
            throw DiscordFault.invalidForm(
                .one(
                    "attachment_urls", "BASE_TYPE_BAD_LENGTH",
                    "Must be between 1 and \(Self.mostLinks) in length."))
        }
        let refreshed = links.compactMap(\.string).map { link -> JSONValue in
            ["original": .string(link), "refreshed": renewed(link).map { .string($0) } ?? .null]
        }
        return .json(["refreshed_urls": .array(refreshed)])
    }

    private func renewed(_ link: String) -> String? {
        guard let file = backstage.files.file(link: link) else { return nil }
        let seal = LinkSeal(issued: backstage.time.wall(), random: backstage.random)
        return backstage.files.reseal(file.id, with: seal)?.url
    }
}
