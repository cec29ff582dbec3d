import CZlib
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("Compressed Gateway messages")
struct GatewayInflaterTests {
    private let texts = (0..<40).map { number in
        #"{"op":0,"t":"EVENT","s":\#(number),"d":""#
            + String(repeating: "ab\(number)", count: number * 997)
            + #""}"#
    }

    /// One context for the whole connection, as the server has.
    private func compressed() throws -> [[UInt8]] {
        let deflater = try #require(Deflater())
        return texts.map { deflater.message($0) }
    }

    @Test("are put together wherever their frames are split", arguments: [1, 2, 3, 7, 4096])
    func split(size: Int) throws {
        let inflater = try #require(GatewayInflater(limit: 1 << 20))
        var seen: [String] = []
        for message in try compressed() {
            for start in stride(from: 0, to: message.count, by: size) {
                let frame = message[start..<min(start + size, message.count)]
                if let whole = try inflater.take(frame) {
                    seen.append(String(decoding: whole, as: UTF8.self))
                }
            }
        }
        #expect(seen == texts)
    }

    @Test("are put together whatever chance splits them by")
    func chance() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            let random = SeededRandom(seed: seed)
            let inflater = try #require(GatewayInflater(limit: 1 << 20))
            var seen: [String] = []
            for message in try compressed() {
                var rest = message[...]
                while !rest.isEmpty {
                    let frame = rest.prefix(1 + Int(random.next() % 200))
                    rest = rest.dropFirst(frame.count)
                    if let whole = try inflater.take(frame) {
                        seen.append(String(decoding: whole, as: UTF8.self))
                    }
                }
            }
            #expect(seen == texts, "seed \(seed)")
        }
    }

    @Test("need a context of their own: what another connection began cannot go on")
    func contexts() throws {
        let messages = try compressed()
        let inflater = try #require(GatewayInflater(limit: 1 << 20))
        #expect(throws: GatewayFault.badCompression) { try inflater.take(messages[1]) }
    }

    @Test("are refused when they are too long, or no zlib at all")
    func refused() throws {
        let bomb = try #require(Deflater()).message(String(repeating: "x", count: 5 << 20))
        #expect(bomb.count < 1 << 20)
        let inflater = try #require(GatewayInflater(limit: 1 << 20))
        #expect(throws: GatewayFault.badCompression) { try inflater.take(bomb) }
        let other = try #require(GatewayInflater(limit: 1 << 20))
        #expect(throws: GatewayFault.badCompression) {
            try other.take([1, 2, 3, 0, 0, 0xFF, 0xFF])
        }
        let endless = try #require(GatewayInflater(limit: 100))
        #expect(throws: GatewayFault.badCompression) {
            try endless.take([UInt8](repeating: 7, count: 101))
        }
    }
}

/// The server's side of `zlib-stream`.
private final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>

    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit_(stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func message(_ text: String) -> [UInt8] {
        var input = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: input.count + 1024)
        let room = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(room)
                _ = deflate(stream, Z_SYNC_FLUSH)
            }
        }
        return Array(output.prefix(room - Int(stream.pointee.avail_out)))
    }
}
