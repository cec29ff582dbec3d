import GateCore
import Synchronization

/// The files behind attachment links. The oldest go when there are too many.
final class FileShelf: Sendable {
    private struct State {
        var files: [String: StoredFile] = [:]
        /// Ids, oldest first.
        var order: [String] = []
        var bytes = 0
    }

    private static let mostFiles = 20_000
    private static let mostBytes = 256 << 20
    private let state = Mutex(State())
    private let address: String

    /// - Parameter address: where the image host stands: `http://host:port`.
    init(address: String) { self.address = address }

    /// Keeps a file.
    /// - Returns: what a message tells about it.
    func keep(
        _ content: StoredFile.Content, named filename: String, contentType: String,
        id: String, channel: String, seal: LinkSeal
    ) -> Attachment {
        let attachment = Attachment(
            id: id, channelID: channel, filename: filename, contentType: contentType,
            size: content.size, dimensions: content.dimensions, seal: seal, address: address)
        state.withLock { state in
            state.files[id] = StoredFile(attachment: attachment, content: content)
            state.order.append(id)
            state.bytes += content.storedSize
            while state.order.count > Self.mostFiles || state.bytes > Self.mostBytes {
                let oldest = state.files.removeValue(forKey: state.order.removeFirst())
                state.bytes -= oldest?.content.storedSize ?? 0
            }
        }
        return attachment
    }

    /// The file of that id; nil when there is none, or no longer.
    func file(_ id: String) -> StoredFile? {
        state.withLock { $0.files[id] }
    }

    /// Seals a link to this host anew; nil when it leads to no file.
    func renew(_ link: String, with seal: LinkSeal) -> Attachment? {
        guard link.hasPrefix(address + "/attachments/") else { return nil }
        let segments = RequestTarget(String(link.dropFirst(address.count))).segments
        guard segments.count == 4 else { return nil }
        return state.withLock { state in
            state.files[segments[2]]?.attachment.seal = seal
            return state.files[segments[2]]?.attachment
        }
    }
}
