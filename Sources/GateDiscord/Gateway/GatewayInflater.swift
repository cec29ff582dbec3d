import CZlib

/// Undoes `zlib-stream`: one zlib context for everything that one connection receives. A
/// message is whole when its bytes end with `00 00 FF FF`, over however many frames it was
/// spread.
///
/// Source: Discord's Gateway page, "Transport compression"; zlib's manual.
final class GatewayInflater {
    private static let mark: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]
    private static let pieceSize = 64 << 10

    private let limit: Int
    // zlib keeps a pointer back to the structure, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var waiting: [UInt8] = []

    /// A new context; nil when zlib has no memory.
    /// - Parameter limit: no message is longer, compressed or not.
    init?(limit: Int) {
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit_(stream, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the bytes of one frame.
    /// - Returns: the message that they end; nil while it goes on.
    /// - Throws: `GatewayFault.badCompression`; nothing can be made of what follows.
    func take(_ bytes: some Collection<UInt8>) throws(GatewayFault) -> [UInt8]? {
        waiting += bytes
        guard waiting.count <= limit else { throw .badCompression }
        guard waiting.suffix(Self.mark.count).elementsEqual(Self.mark) else { return nil }
        defer { waiting = [] }
        return try inflated()
    }

    private func inflated() throws(GatewayFault) -> [UInt8] {
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        var isSound = true
        waiting.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = uInt(input.count)
            repeat {
                isSound = fill(&piece, &output) && output.count <= limit
            } while isSound && stream.pointee.avail_out == 0
        }
        guard isSound, stream.pointee.avail_in == 0 else { throw .badCompression }
        return output
    }

    /// Runs zlib once. It has finished when it leaves room in the piece.
    private func fill(_ piece: inout [UInt8], _ output: inout [UInt8]) -> Bool {
        let room = piece.count
        let status = piece.withUnsafeMutableBufferPointer { piece in
            stream.pointee.next_out = piece.baseAddress
            stream.pointee.avail_out = uInt(room)
            return inflate(stream, Z_SYNC_FLUSH)
        }
        output += piece[..<(room - Int(stream.pointee.avail_out))]
        // "No progress" is what the last, empty piece of a message gives.
        return status == Z_OK || status == Z_BUF_ERROR
    }
}
