import CZlib

/// A PNG image with a palette of 256 colours, one byte a pixel. The data is stored and not
/// compressed, so that the size is known without drawing.
///
/// Source: PNG specification (third edition); RFC 1950 and 1951 for the stored blocks.
struct PNGFile: Sendable {
    let width: Int
    let height: Int
    /// 256 colours.
    let palette: [(red: UInt8, green: UInt8, blue: UInt8)]
    /// A palette index for every pixel, row after row.
    let pixels: [UInt8]

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let blockLimit = 65_535

    /// The file.
    var bytes: [UInt8] {
        var header = Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height))
        // Depth 8, colour by palette, then the only compression, filter and no interlace.
        header += [8, 3, 0, 0, 0]
        return Self.signature + Self.chunk("IHDR", header)
            + Self.chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
            + Self.chunk("IDAT", Self.stored(scanlines)) + Self.chunk("IEND", [])
    }

    /// How long the file of that many pixels is.
    static func byteCount(width: Int, height: Int) -> Int {
        let raw = height * (width + 1)
        let blocks = (raw + blockLimit - 1) / blockLimit
        let chunks = (12 + 13) + (12 + 768) + (12 + 2 + raw + 5 * blocks + 4) + 12
        return signature.count + chunks
    }

    /// The width and height that a PNG file states; nil when it is none.
    static func dimensions(of file: [UInt8]) -> (width: Int, height: Int)? {
        guard file.count >= 24, Array(file[..<8]) == signature else { return nil }
        func number(_ start: Int) -> Int { file[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    /// Each row behind its filter byte: 0, none.
    private var scanlines: [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(height * (width + 1))
        for row in 0..<height {
            lines.append(0)
            lines += pixels[row * width..<(row + 1) * width]
        }
        return lines
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        let check = UInt32(truncatingIfNeeded: crc32(0, body, uInt(body.count)))
        return bigEndian(UInt32(data.count)) + body + bigEndian(check)
    }

    /// A zlib stream of stored blocks.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        stream.reserveCapacity(data.count + data.count / blockLimit * 5 + 16)
        for start in stride(from: 0, to: data.count, by: blockLimit) {
            let end = min(start + blockLimit, data.count)
            let length = UInt16(end - start)
            stream.append(end == data.count ? 1 : 0)
            stream += littleEndian(length) + littleEndian(~length)
            stream += data[start..<end]
        }
        let check = UInt32(truncatingIfNeeded: adler32(1, data, uInt(data.count)))
        return stream + bigEndian(check)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func littleEndian(_ value: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
}
