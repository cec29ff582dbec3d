import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Takes a form of fields and files apart (RFC 7578, and RFC 2046 §5.1 for the framing).
///
/// Works on a body that was read whole, so its size is bounded before; time is linear in
/// it, and contents are not copied.
struct MultipartReader {
    /// The most parts that a body may have.
    static let partCap = 16
    /// The longest headers of one part, in bytes.
    static let headerCap = 8 << 10

    private let body: ByteBuffer
    /// CRLF, two dashes and the boundary.
    private let delimiter: [UInt8]
    /// Where the next look begins, in bytes from the body's first.
    private var place = 0

    /// The boundary that a `Content-Type` names.
    /// - Throws: `MultipartFault`, when it is no form's.
    static func boundary(of contentType: String?) throws(MultipartFault) -> String {
        let value = HeaderValue(contentType ?? "")
        guard value.word == "multipart/form-data" else {
            throw MultipartFault("The body must be multipart/form-data.")
        }
        guard let boundary = value.parameters["boundary"],
            (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 > 0x1F })
        else { throw MultipartFault("Content-Type must name a boundary of 1 to 70 characters.") }
        return boundary
    }

    /// The parts of `body`, in order.
    /// - Throws: `MultipartFault`, also for a body that ends before its last boundary.
    static func parts(of body: ByteBuffer, boundary: String) throws(MultipartFault)
        -> [MultipartPart]
    {
        var reader = MultipartReader(body: body, delimiter: Array("\r\n--\(boundary)".utf8))
        return try reader.parts()
    }

    private init(body: ByteBuffer, delimiter: [UInt8]) {
        self.body = body.slice()
        self.delimiter = delimiter
    }

    private mutating func parts() throws(MultipartFault) -> [MultipartPart] {
        var parts: [MultipartPart] = []
        var isLast = try skipPreamble()
        while !isLast {
            guard parts.count < Self.partCap else {
                throw MultipartFault("The form has more than \(Self.partCap) parts.")
            }
            let headers = try headers()
            let start = place
            let (end, last) = try skipToDelimiter()
            parts.append(try part(headers, start..<max(start, end)))
            isLast = last
        }
        return parts
    }

    private func part(_ headers: PartHeaders, _ range: Range<Int>) throws(MultipartFault)
        -> MultipartPart
    {
        let (name, filename) = try headers.disposition()
        guard let content = body.getSlice(at: range.lowerBound, length: range.count) else {
            throw MultipartFault("The body ends within a part.")
        }
        return MultipartPart(
            name: name, filename: filename, contentType: headers.contentType, content: content)
    }

    /// The first boundary needs no line before it.
    private mutating func skipPreamble() throws(MultipartFault) -> Bool {
        let opening = Array(delimiter.dropFirst(2))
        if starts(with: opening, at: 0), let (end, isLast) = delimiterEnd(at: opening.count) {
            place = end
            return isLast
        }
        return try skipToDelimiter().isLast
    }

    private mutating func headers() throws(MultipartFault) -> PartHeaders {
        // A part without headers begins with the empty line itself.
        let end = starts(with: [0x0D, 0x0A], at: place) ? place : find(Array("\r\n\r\n".utf8))
        guard let end else { throw MultipartFault("A part's headers do not end.") }
        guard end - place <= Self.headerCap else {
            throw MultipartFault("A part's headers are longer than \(Self.headerCap) bytes.")
        }
        let bytes = body.getBytes(at: place, length: end - place) ?? []
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MultipartFault("A part's headers are not UTF-8.")
        }
        place = end == place ? end + 2 : end + 4
        return try PartHeaders(text)
    }

    /// Goes past the next boundary.
    /// - Returns: where the content before it ends, and whether it is the last one.
    private mutating func skipToDelimiter() throws(MultipartFault) -> (end: Int, isLast: Bool) {
        // A part without content ends with its headers' line end (RFC 2046, `body-part`).
        place = max(0, place - 2)
        while let found = find(delimiter) {
            if let (end, isLast) = delimiterEnd(at: found + delimiter.count) {
                place = end
                return (found, isLast)
            }
            place = found + 1
        }
        throw MultipartFault("The body ends before its last boundary.")
    }

    /// What follows a boundary's text decides whether it is one: two dashes for the last,
    /// or blanks and a line end. Anything else is content that looks alike.
    private func delimiterEnd(at start: Int) -> (end: Int, isLast: Bool)? {
        if starts(with: [0x2D, 0x2D], at: start) { return (start + 2, true) }
        var end = start
        while let byte: UInt8 = body.getInteger(at: end), byte == 0x20 || byte == 0x09 { end += 1 }
        return starts(with: [0x0D, 0x0A], at: end) ? (end + 2, false) : nil
    }

    private func starts(with bytes: [UInt8], at start: Int) -> Bool {
        body.getBytes(at: start, length: bytes.count) == bytes
    }

    /// The first place of `needle` from `place` on. A needle has at most 76 bytes, so
    /// that no body makes this slow.
    private func find(_ needle: [UInt8]) -> Int? {
        body.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = place
            while start + needle.count <= bytes.count,
                let found = memchr(base + start, Int32(needle[0]), bytes.count - start)
            {
                start = UnsafeRawPointer(found) - base
                guard start + needle.count <= bytes.count else { return nil }
                if memcmp(base + start, needle, needle.count) == 0 { return start }
                start += 1
            }
            return nil
        }
    }
}
