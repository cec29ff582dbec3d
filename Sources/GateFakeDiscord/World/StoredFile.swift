/// A file behind a link.
struct StoredFile: Sendable {
    /// What is inside.
    enum Content: Sendable {
        /// Drawn anew whenever it is asked for, which costs no memory.
        case painting(Painting)
        case bytes([UInt8])

        /// How many bytes it has.
        var size: Int {
            switch self {
            case .painting(let painting): painting.byteCount
            case .bytes(let bytes): bytes.count
            }
        }

        /// How many of them are kept in memory.
        var storedSize: Int {
            if case .bytes(let bytes) = self { bytes.count } else { 0 }
        }

        /// Its width and height in pixels, when they are known.
        var dimensions: (width: Int, height: Int)? {
            switch self {
            case .painting(let painting): (painting.side, painting.side)
            case .bytes(let bytes): PNGFile.dimensions(of: bytes)
            }
        }
    }

    var attachment: Attachment
    let content: Content

    /// The file's bytes.
    var bytes: [UInt8] {
        switch content {
        case .painting(let painting): painting.png()
        case .bytes(let bytes): bytes
        }
    }
}
