import CCurl
import GateCore

/// Sets options on one easy handle, and remembers whether one was refused: a handle that
/// did not take its safety options must not be used.
struct CurlOptions {
    /// How much of a call's time-out connecting may take: beyond it a caller wants to know
    /// that nothing was sent.
    private static let connectMilliseconds: Int64 = 10_000

    private let easy: UnsafeMutableRawPointer
    /// Whether every option so far was taken.
    private(set) var isAccepted = true

    /// - Parameter easy: a new or a reset handle.
    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    /// What holds for every call, whoever makes it.
    mutating func setSafety() {
        setText(CURLOPT_PROTOCOLS_STR, "http,https")
        setNumber(CURLOPT_FOLLOWLOCATION, 0)
        setNumber(CURLOPT_SSL_VERIFYPEER, 1)
        setNumber(CURLOPT_SSL_VERIFYHOST, 2)
        setNumber(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        setNumber(CURLOPT_NOSIGNAL, 1)
        // Else ending a call whose name is being looked up waits for the resolver's thread,
        // and every other call with it.
        setNumber(CURLOPT_QUICK_EXIT, 1)
        setNumber(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Empty, not unset: unset means "look into the environment".
        setText(CURLOPT_NOPROXY, "")
    }

    /// Where the call goes, how, and how long.
    mutating func setTarget(_ call: HTTPCall) {
        setText(CURLOPT_URL, call.url)
        setText(CURLOPT_PROXY, call.proxy ?? "")
        let timeout = min(max(call.timeout.milliseconds, 1), 86_400_000)
        setNumber(CURLOPT_TIMEOUT_MS, Int(timeout))
        setNumber(CURLOPT_CONNECTTIMEOUT_MS, Int(min(timeout, Self.connectMilliseconds)))
    }

    /// The method, and the body's length where the method or the call has one.
    mutating func setBody(_ call: HTTPCall) {
        let method = call.method.uppercased()
        if call.body != nil || ["POST", "PUT", "PATCH"].contains(method) {
            setNumber(CURLOPT_UPLOAD, 1)
            accept(
                pg_curl_set_offset(
                    easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(call.body?.count ?? 0)))
        } else if method == "HEAD" {
            setNumber(CURLOPT_NOBODY, 1)
        }
        if method != "HEAD" { setText(CURLOPT_CUSTOMREQUEST, method) }
    }

    /// Where bodies and headers go.
    mutating func setCallbacks(context: UnsafeMutableRawPointer) {
        accept(pg_curl_set_callback(easy, CURLOPT_READFUNCTION, CurlTransfer.readBody))
        accept(pg_curl_set_pointer(easy, CURLOPT_READDATA, context))
        accept(pg_curl_set_seek_callback(easy, CURLOPT_SEEKFUNCTION, CurlTransfer.rewindBody))
        accept(pg_curl_set_callback(easy, CURLOPT_HEADERFUNCTION, CurlTransfer.writeHeader))
        accept(pg_curl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        accept(pg_curl_set_callback(easy, CURLOPT_WRITEFUNCTION, CurlTransfer.writeBody))
        accept(pg_curl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    }

    /// libcurl does not copy `list`.
    mutating func setList(_ option: CURLoption, _ list: UnsafeMutablePointer<curl_slist>?) {
        accept(pg_curl_set_list(easy, option, list))
    }

    private mutating func setText(_ option: CURLoption, _ value: String) {
        accept(pg_curl_set_string(easy, option, value))
    }

    private mutating func setNumber(_ option: CURLoption, _ value: Int) {
        accept(pg_curl_set_long(easy, option, value))
    }

    private mutating func accept(_ code: CURLcode) {
        if code != CURLE_OK { isAccepted = false }
    }
}
