import Foundation
import GateCore

/// What a message tells about a file: all but its bytes.
struct Attachment: Sendable {
    let id: String
    let channelID: String
    let filename: String
    let contentType: String
    /// In bytes.
    let size: Int
    /// In pixels; nil for what is no picture, or one that this server cannot read.
    let dimensions: (width: Int, height: Int)?
    var seal: LinkSeal
    /// Where the image host stands: `http://host:port`.
    let address: String

    /// The signed link.
    var url: String {
        let name = filename.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "file"
        return "\(address)/attachments/\(channelID)/\(id)/\(name)?\(seal.query)"
    }

    /// Discord's embed image object, for an embed that shows the file.
    var embedImage: JSONValue {
        .members([
            "url": .string(url), "proxy_url": .string(url), "content_type": .string(contentType),
            "width": dimensions.map { .int(Int64($0.width)) },
            "height": dimensions.map { .int(Int64($0.height)) },
        ])
    }

    /// Discord's attachment object.
    var json: JSONValue {
        .members([
            "id": .string(id), "filename": .string(filename), "size": .int(Int64(size)),
            "url": .string(url), "proxy_url": .string(url), "content_type": .string(contentType),
            "width": dimensions.map { .int(Int64($0.width)) },
            "height": dimensions.map { .int(Int64($0.height)) },
        ])
    }
}
