import CZlib

/// Undoes `zlib-stream`: one context, fed piece by piece.
final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var waiting: [UInt8] = []

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes a piece.
    /// - Returns: the payload, when the piece ends one.
    func take(_ piece: [UInt8]) -> [UInt8]? {
        waiting += piece
        guard piece.suffix(4) == [0, 0, 0xFF, 0xFF] else { return nil }
        defer { waiting = [] }
        var output = [UInt8](repeating: 0, count: 1 << 20)
        let room = output.count
        waiting.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(room)
                _ = inflate(stream, Z_SYNC_FLUSH)
            }
        }
        return Array(output[..<(room - Int(stream.pointee.avail_out))])
    }
}
