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
    func keep(
        _ content: StoredFile.Content, named filename: String, contentType: String,
        id: String, channel: String, seal: LinkSeal
    ) -> StoredFile {
        let file = StoredFile(
            id: id, channelID: channel, filename: filename, contentType: contentType,
            content: content, seal: seal, address: address)
        state.withLock { state in
            state.files[id] = file
            state.order.append(id)
            state.bytes += file.storedBytes
            while state.order.count > Self.mostFiles || state.bytes > Self.mostBytes {
                let oldest = state.order.removeFirst()
                state.bytes -= state.files.removeValue(forKey: oldest)?.storedBytes ?? 0
            }
        }
        return file
    }

    /// The file of that id; nil when there is none, or no longer.
    func file(_ id: String) -> StoredFile? {
        state.withLock { $0.files[id] }
    }

    /// Gives a file's link a new seal; nil when there is no such file.
    func reseal(_ id: String, with seal: LinkSeal) -> StoredFile? {
        state.withLock { state in
            state.files[id]?.seal = seal
            return state.files[id]
        }
    }

    /// The file behind a link to this host; nil for any other link.
    func file(link: String) -> StoredFile? {
        guard link.hasPrefix(address + "/attachments/") else { return nil }
        let segments = RequestTarget(String(link.dropFirst(address.count))).segments
        return segments.count == 4 ? file(segments[2]) : nil
    }
}

extension StoredFile {
    fileprivate var storedBytes: Int {
        if case .bytes(let bytes) = content { bytes.count } else { 0 }
    }
}
