import Synchronization

/// Keeps uploads between their announcement and the message. The oldest go when there are
/// too many.
final class UploadDesk: Sendable {
    /// What became of a PUT.
    enum Receipt: Sendable { case stored, unknown, wrongSize }

    private static let mostUploads = 500
    private static let mostBytes = 256 << 20
    private let uploads = Mutex<[Upload]>([])
    private let address: String

    /// - Parameter address: where the PUTs go: `http://host:port`.
    init(address: String) { self.address = address }

    /// Notes an upload that is to come.
    /// - Returns: the address to PUT it to.
    func expect(_ upload: Upload) -> String {
        uploads.withLock { uploads in
            uploads.append(upload)
            if uploads.count > Self.mostUploads { uploads.removeFirst() }
        }
        return "\(address)/_uploads/\(upload.path)?upload_id=\(upload.secret)"
    }

    /// Takes an upload's bytes.
    func receive(_ bytes: [UInt8], contentType: String, path: String, secret: String) -> Receipt {
        uploads.withLock { uploads in
            guard
                let place = uploads.firstIndex(where: { $0.path == path && $0.secret == secret })
            else { return .unknown }
            guard uploads[place].declaredSize == bytes.count else { return .wrongSize }
            uploads[place].bytes = bytes
            uploads[place].contentType = contentType
            Self.shrink(&uploads)
            return .stored
        }
    }

    /// A finished upload of that owner; nil when there is none.
    func finished(_ path: String, by ownerID: String) -> Upload? {
        uploads.withLock { uploads in
            uploads.last { $0.path == path && $0.ownerID == ownerID && $0.bytes != nil }
        }
    }

    /// All of them, oldest first.
    var all: [Upload] { uploads.withLock { $0 } }

    private static func shrink(_ uploads: inout [Upload]) {
        var total = uploads.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
        while total > mostBytes, let first = uploads.first {
            total -= first.bytes?.count ?? 0
            uploads.removeFirst()
        }
    }
}
