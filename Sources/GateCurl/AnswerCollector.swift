import GateCore

/// Puts an answer together from what libcurl hands over, within bounds.
struct AnswerCollector {
    /// All header lines together, interim answers included.
    static let maxHeaderBytes = 64 << 10

    private let maxBodyBytes: Int
    private var headerBytes = 0
    private var headers: [(name: String, value: String)] = []
    private var body: [UInt8] = []
    /// Whether more came than allowed.
    private(set) var overflowed = false

    /// - Parameter maxBodyBytes: a longer body overflows.
    init(maxBodyBytes: Int) { self.maxBodyBytes = maxBodyBytes }

    /// One line, its end included. A status line begins the list anew: what came before
    /// belonged to an interim answer (RFC 9110, 15.2). Trailers are left out.
    /// - Returns: false when it is too much.
    mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.maxHeaderBytes else {
            overflowed = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            headers = []
        } else if body.isEmpty, let colon = text.firstIndex(of: ":") {
            headers.append(
                (String(text[..<colon]), Self.trimmed(text[text.index(after: colon)...])))
        }
        return true
    }

    /// One part of the body.
    /// - Returns: false when it is too much.
    mutating func take(body part: UnsafeRawBufferPointer) -> Bool {
        guard part.count <= maxBodyBytes - body.count else {
            overflowed = true
            return false
        }
        body.append(contentsOf: part)
        return true
    }

    /// All of it.
    func answer(status: Int) -> HTTPAnswer {
        HTTPAnswer(status: status, headers: headers, body: body)
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
