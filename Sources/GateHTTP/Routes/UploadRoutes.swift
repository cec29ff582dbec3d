import GateCore
import Hummingbird
import NIOCore

/// `POST /v1/api/trigger/upload`: keeps an image on Discord's side.
struct UploadRoutes {
    /// The largest image.
    static let imageCap = 25 << 20
    /// What a form may add to its image: boundaries and headers.
    static let formCap = 64 << 10
    /// Images in memory at once: each costs up to twice its size.
    static let atOnce = 12
    /// Of these, those of one tenant: a slow client holds a place for long.
    static let atOnceEach = 4

    private let desk: any FrontDesk
    private let discord: DiscordSetup
    private let places = Places(total: UploadRoutes.atOnce, each: UploadRoutes.atOnceEach)

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        desk = parts.desk
        discord = DiscordSetup(missing: parts.missing)
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.post, "/v1/api/trigger/upload", .tenant, .upload, use: upload)
    }

    @Sendable private func upload(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        guard places.take(for: caller.tenant.id) else {
            throw Problem(.queueFull, "Too many uploads are under way; try again.")
        }
        defer { places.give(for: caller.tenant.id) }
        let (kind, bytes) = try await image(of: request)
        try discord.require()
        let kept = try await desk.upload(bytes: bytes, contentType: kind.rawValue, caller: caller)
        return JSONResponse([
            "message": "success", "upload_filename": .text(kept.file.uploadFilename),
            "upload_url": .text(kept.file.uploadURL), "trigger_id": .text(kept.triggerID),
        ])
    }

    private func image(of request: Request) async throws -> (ImageKind, [UInt8]) {
        do {
            let boundary = try MultipartReader.boundary(of: request.headers[.contentType])
            let body = try await BodyReader.bytes(of: request, upTo: Self.imageCap + Self.formCap)
            return try Self.image(in: try MultipartReader.parts(of: body, boundary: boundary))
        } catch let fault as MultipartFault {
            throw Problem(
                .badParameters, "Send the image as the field file of a form. \(fault.message)",
                fields: [FieldFault("file", "must be a file of a multipart/form-data body")])
        }
    }

    /// The image among a form's parts, told by its bytes and not by what the sender says.
    static func image(in parts: [MultipartPart]) throws(Problem) -> (ImageKind, [UInt8]) {
        var faults = parts.filter { $0.name != "file" }.map {
            FieldFault(String($0.name.prefix(64)), "is not a field of this call")
        }
        let files = parts.filter { $0.name == "file" }
        if files.count != 1 { faults.append(FieldFault("file", "is required, once")) }
        try FieldReader.refuse(faults)
        let content = files[0].content
        guard content.readableBytes <= imageCap else {
            throw Problem(.tooLarge, "The image is larger than \(imageCap >> 20) MiB.")
        }
        guard let kind = ImageKind(head: Array(content.readableBytesView.prefix(16))) else {
            throw refused("must be a PNG, JPEG, WebP or GIF image, by its first bytes")
        }
        guard kind.agrees(with: files[0].contentType) else {
            throw refused("is a \(kind.rawValue) by its bytes, but was sent as another type")
        }
        return (kind, Array(content.readableBytesView))
    }

    private static func refused(_ reason: String) -> Problem {
        Problem(.badParameters, "file \(reason).", fields: [FieldFault("file", reason)])
    }
}
