import GateCore
import Hummingbird
import NIOCore

/// Reads bodies that hold far more than what is judged: whole conversations, images. Only
/// so many of them are in memory at once, so that they cannot fill it.
struct RoomyBody: Sendable {
    /// A body up to here needs no place.
    static let smallCap = 256 << 10
    /// The longest body.
    static let largeCap = 8 << 20

    private let places = Places(total: 16, each: 8)

    /// What `use` makes of the members of the body, which is one JSON object.
    /// - Throws: `Problem`, and what `use` throws.
    func read<Value>(
        _ request: Request, for tenant: TenantID, _ use: (FieldReader) throws -> Value
    ) async throws -> Value {
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard declared > Self.smallCap else {
            return try use(try await BodyReader.object(of: request, upTo: Self.smallCap))
        }
        guard places.take(for: tenant) else {
            throw Problem(
                .queueFull, "Too many large requests are under way; try again.",
                retryAfter: .seconds(1))
        }
        defer { places.give(for: tenant) }
        return try use(try await BodyReader.object(of: request, upTo: Self.largeCap))
    }
}
