import Foundation
import GateCore

/// A file that a message carries.
struct StoredFile: Sendable {
    /// What is inside.
    enum Content: Sendable {
        /// Drawn anew whenever it is asked for, which costs no memory.
        case painting(Painting)
        case bytes([UInt8])
    }

    let id: String
    let channelID: String
    let filename: String
    let contentType: String
    let content: Content
    var seal: LinkSeal
    /// Where the image host stands: `http://host:port`.
    let address: String

    /// The file's bytes.
    var bytes: [UInt8] {
        switch content {
        case .painting(let painting): painting.png()
        case .bytes(let bytes): bytes
        }
    }

    /// How many bytes it has.
    var size: Int {
        switch content {
        case .painting(let painting): painting.byteCount
        case .bytes(let bytes): bytes.count
        }
    }

    /// The signed link.
    var url: String {
        let name = filename.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "file"
        return "\(address)/attachments/\(channelID)/\(id)/\(name)?\(seal.query)"
    }

    /// Discord's attachment object.
    var json: JSONValue {
        let dimensions = dimensions
        return .members([
            "id": .string(id), "filename": .string(filename), "size": .int(Int64(size)),
            "url": .string(url), "proxy_url": .string(url), "content_type": .string(contentType),
            "width": dimensions.map { .int(Int64($0.width)) },
            "height": dimensions.map { .int(Int64($0.height)) },
        ])
    }

    private var dimensions: (width: Int, height: Int)? {
        switch content {
        case .painting(let painting): (painting.side, painting.side)
        case .bytes(let bytes): PNGFile.dimensions(of: bytes)
        }
    }
}
