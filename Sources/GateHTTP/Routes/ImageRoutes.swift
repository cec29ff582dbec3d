import GateCore
import HTTPTypes
import Hummingbird

/// `GET /v1/images/{id}`: archived images of a tenant's own results.
struct ImageRoutes {
    private let shelf: ImageShelf?
    private let time: any Timekeeper
    private let files = FileIO()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        shelf = parts.images
        time = parts.time
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/images/{id}", .tenant, .showImage, use: show)
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        let id = try context.pathPart("id", .imageID, noun: "image")
        let tenant = try context.caller.tenant.id
        guard let shelf, let image = try await shelf.store.image(ImageID(id), tenant: tenant),
            image.expiresAt.map({ $0 > time.wall() }) != false
        else { throw Self.missing }
        if request.headers[.ifNoneMatch].map({ Self.names($0, image) }) == true {
            return Response(status: .notModified, headers: [.eTag: Self.tag(of: image)])
        }
        return try await response(image, path: shelf.path(image.id), request, context)
    }

    private func response(
        _ image: ArchivedImage, path: String, _ request: Request, _ context: EdgeContext
    ) async throws -> Response {
        let part = ByteRange(request.headers[.range], of: image.size)
        if case .unsatisfiable = part {
            return Response(
                status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(image.size)"])
        }
        do {
            guard case .part(let range) = part else {
                let body = try await files.loadFile(path: path, context: context)
                return Response(status: .ok, headers: Self.headers(of: image), body: body)
            }
            var headers = Self.headers(of: image)
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(image.size)"
            let body = try await files.loadFile(path: path, range: range, context: context)
            return Response(status: .partialContent, headers: headers, body: body)
        } catch let error as HTTPError where error.status == .notFound {
            // Thrown away since the look at its record.
            throw Self.missing
        }
    }

    private static let missing = Problem(.notFound, "There is no image of that name.")

    private static func headers(of image: ArchivedImage) -> HTTPFields {
        [
            .contentType: image.kind.rawValue, .eTag: tag(of: image), .acceptRanges: "bytes",
            .contentDisposition:
                "inline; filename=\"\(image.id).\(image.kind.fileExtension)\"",
            // An image that a browser takes for a page must not run as one.
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
    }

    private static func tag(of image: ArchivedImage) -> String { "\"\(image.sha256)\"" }

    /// Whether an `If-None-Match` names the image (RFC 9110, 13.1.2).
    private static func names(_ header: String, _ image: ArchivedImage) -> Bool {
        header.split(separator: ",").contains { part in
            let part = part.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
            let strong = part.hasPrefix("W/") ? part.dropFirst(2) : part
            return strong == "*" || strong == tag(of: image)
        }
    }
}
