/// The kinds of image that the gateway hands on, told by their first bytes.
public enum ImageKind: String, Sendable, Codable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"
    case gif = "image/gif"

    /// The kind that `head` (an image's first 12 bytes or more) shows; nil for any other.
    public init?(head: [UInt8]) {
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// Whether a sender's `Content-Type` does not contradict the bytes. Senders that do
    /// not know say nothing, or `application/octet-stream`.
    public func agrees(with declared: String?) -> Bool {
        switch declared {
        case nil, "", "application/octet-stream"?: true
        case "image/jpg"?, "image/pjpeg"?: self == .jpeg
        case let declared?: declared == rawValue
        }
    }

    /// What a file's name ends in.
    public var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .webp: "webp"
        case .gif: "gif"
        }
    }
}
