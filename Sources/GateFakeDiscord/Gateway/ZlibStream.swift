import CZlib

/// Compresses everything that one connection sends with one zlib context, each payload
/// ended by a sync flush (`00 00 FF FF`): the transport compression `zlib-stream`.
///
/// Source: Discord's documentation, "Gateway", transport compression; zlib's manual.
final class ZlibStream {
    // zlib keeps a pointer back to the structure, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// A new context; nil when zlib has no memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit_(stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The next payload, compressed.
    func compress(_ text: String) -> [UInt8] {
        var input = Array(text.utf8)
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = uInt(input.count)
            repeat {
                output += fill(&piece)
            } while stream.pointee.avail_out == 0
        }
        return output
    }

    /// Runs zlib once. It has finished when it leaves room in the piece.
    private func fill(_ piece: inout [UInt8]) -> ArraySlice<UInt8> {
        let room = piece.count
        piece.withUnsafeMutableBufferPointer { piece in
            stream.pointee.next_out = piece.baseAddress
            stream.pointee.avail_out = uInt(room)
            // With room to write to, a sync flush cannot fail; "no progress" is no fault.
            _ = deflate(stream, Z_SYNC_FLUSH)
        }
        return piece[..<(room - Int(stream.pointee.avail_out))]
    }
}
