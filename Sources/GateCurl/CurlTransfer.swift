import CCurl
import GateCore

/// One call that libcurl works on. Used on libcurl's thread only, its callbacks included.
final class CurlTransfer {
    let ticket: CurlTicket
    let continuation: CheckedContinuation<HTTPAnswer, any Error>
    private let call: HTTPCall
    private let body: [UInt8]
    private var bodyRead = 0
    private var answer: AnswerCollector
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var dialList: UnsafeMutablePointer<curl_slist>?

    /// - Parameter order: a checked call.
    init(_ order: CurlOrder) {
        call = order.call
        ticket = order.ticket
        continuation = order.continuation
        body = order.call.body ?? []
        answer = AnswerCollector(maxBodyBytes: order.call.maxAnswerBytes)
    }

    /// Tells libcurl everything about the call; `freeLists` must follow once `easy` is reset.
    /// - Returns: false when an option was refused: the call must not be made then.
    func prepare(_ easy: UnsafeMutableRawPointer) -> Bool {
        headerList = Self.list(headerLines)
        var options = CurlOptions(easy)
        options.setSafety()
        options.setTarget(call)
        options.setList(CURLOPT_HTTPHEADER, headerList)
        if let dial = call.dial {
            dialList = Self.list([Self.connectTo(dial)])
            // An empty list would mean "dial whatever the name says".
            guard dialList != nil else { return false }
            options.setList(CURLOPT_CONNECT_TO, dialList)
        }
        options.setBody(call)
        options.setCallbacks(context: Unmanaged.passUnretained(self).toOpaque())
        return options.isAccepted
    }

    /// Gives back what libcurl only borrowed.
    func freeLists() {
        curl_slist_free_all(headerList)
        curl_slist_free_all(dialList)
        headerList = nil
        dialList = nil
    }

    /// What came of the transfer.
    func outcome(
        of easy: UnsafeMutableRawPointer, _ code: CURLcode
    ) -> Result<HTTPAnswer, any Error> {
        if answer.overflowed { return .failure(HTTPFault.answerTooLarge) }
        guard code == CURLE_OK else {
            return .failure(
                CurlFault.fault(code, mayHaveArrived: mayHaveArrived(easy), on: easy))
        }
        var status = 0
        _ = pg_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return .success(answer.answer(status: status))
    }

    /// Whether the server may have the whole request. One with a body is not whole, and
    /// nothing can have come of it, before libcurl began to read that body, which it does
    /// once the connection stands, TLS and proxy included.
    func mayHaveArrived(_ easy: UnsafeMutableRawPointer) -> Bool {
        guard body.isEmpty else { return bodyRead > 0 }
        var sent = 0
        return pg_curl_get_long(easy, CURLINFO_REQUEST_SIZE, &sent) != CURLE_OK || sent > 0
    }

    // "Expect:" because waiting for a 100 costs a second where the server has none to give.
    private var headerLines: [String] {
        ["Expect:"]
            + call.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    }

    // Not CURLOPT_RESOLVE: that would pin the name for every later call as well, and a kept
    // connection to another address would be used all the same.
    private static func connectTo(_ address: String) -> String {
        address.utf8.contains(UInt8(ascii: ":")) ? "::[\(address)]:" : "::\(address):"
    }

    private static func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        lines.reduce(nil) { list, line in curl_slist_append(list, line) ?? list }
    }
}

extension CurlTransfer {
    static let readBody: pg_curl_data_callback = { bytes, size, count, context in
        guard let bytes, let context else { return Int(CURL_READFUNC_ABORT) }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.copyBody(to: UnsafeMutableRawPointer(bytes), space: size * count)
    }

    static let writeHeader: pg_curl_data_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return transfer.answer.take(headerLine: line) ? line.count : 0
    }

    static let writeBody: pg_curl_data_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return transfer.answer.take(body: part) ? part.count : 0
    }

    /// libcurl asks to begin the body again when a kept connection died under a request
    /// and it wants to repeat it. The server may have taken the first one: refuse.
    static let rewindBody: curl_seek_callback = { _, _, _ in CURL_SEEKFUNC_FAIL }

    private func copyBody(to space: UnsafeMutableRawPointer, space count: Int) -> Int {
        let part = body[bodyRead..<min(body.count, bodyRead + count)]
        part.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress {
                space.copyMemory(from: start, byteCount: bytes.count)
            }
        }
        bodyRead += part.count
        return part.count
    }
}
