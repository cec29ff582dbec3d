import GateCore
import NIOHTTP1

/// `POST /channels/{id}/attachments`, and the PUT that it announces.
struct UploadRoutes: Sendable {
    let backstage: Backstage

    private static let mostFiles = 10
    private static let largestFile = 25 << 20

    var all: [Route] {
        [
            .api("attachments", .POST, "/channels/:channel/attachments", handle: announce),
            .open(
                "upload", .PUT, "/_uploads/:uuid/:name", bodyLimit: Self.largestFile,
                handle: receive),
        ]
    }

    private func announce(_ request: Request) async throws -> Answer {
        try backstage.checkChannel(request.parameter("channel"))
        let account = try request.knownAccount()
        guard let files = try request.object()["files"]?.array,
            (1...Self.mostFiles).contains(files.count)
        else {
            throw DiscordFault.invalidForm(
                .one("files", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length."))
        }
        let attachments = try files.enumerated().map { try announce($1, index: $0, by: account) }
        return .json(["attachments": .array(attachments)])
    }

    private func announce(
        _ file: JSONValue, index: Int, by account: Account
    ) throws -> JSONValue {
        var errors = FormErrors()
        let name = Self.plainName(file["filename"]?.string ?? "")
        if name.isEmpty { errors.addMissing("files.\(index).filename") }
        let size = file["file_size"]?.int ?? 0
        if size < 1 { errors.addMissing("files.\(index).file_size") }
        guard errors.isEmpty else { throw DiscordFault.invalidForm(errors) }
        guard size <= Self.largestFile else { throw DiscordFault.tooLarge }
        let upload = Upload(
            path: "\(UUIDText.make(backstage.random))/\(name)", filename: name,
            declaredSize: Int(size), secret: backstage.random.token(32), ownerID: account.id)
        return .members([
            "id": file["id"] ?? .int(Int64(index)),
            "upload_url": .string(backstage.uploads.expect(upload)),
            "upload_filename": .string(upload.path),
        ])
    }

    private func receive(_ request: Request) async throws -> Answer {
        let receipt = backstage.uploads.receive(
            request.body,
            contentType: request.headers.first(name: "Content-Type") ?? "application/octet-stream",
            path: "\(request.parameter("uuid"))/\(request.parameter("name"))",
            secret: request.target.query["upload_id"] ?? "")
        switch receipt {
        case .stored: return Answer(status: 200)
        case .unknown: return Answer(status: 404)
        case .wrongSize:
            return Answer(status: 400, body: Array("the size differs from file_size".utf8))
        }
    }

    /// The name as Discord keeps it: letters, digits, dots, dashes and underscores.
    private static func plainName(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let kept = last.map { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "._-".contains(character))
                ? character : "_"
        }
        return String(kept.suffix(200))
    }
}
