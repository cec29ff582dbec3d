import GateCore

/// A file on its way into a message: announced, then PUT, then named by a message.
struct Upload: Sendable {
    /// `<uuid>/<name>`, what a message names it by.
    let path: String
    let filename: String
    /// The size that was announced.
    let declaredSize: Int
    /// What makes the PUT address impossible to guess.
    let secret: String
    let ownerID: String
    var contentType: String?
    /// Nil until the PUT.
    var bytes: [UInt8]?

    /// What `GET /_control/uploads` shows.
    var json: JSONValue {
        .members([
            "upload_filename": .string(path), "filename": .string(filename),
            "declared_size": .int(Int64(declaredSize)),
            "content_type": contentType.map { .string($0) },
            "size": bytes.map { .int(Int64($0.count)) },
        ])
    }
}
