import CCurl
import GateCore
import Glibc

/// What the transport's failures are to its callers. The texts name no address and no
/// header: a webhook's path may be a secret.
enum CurlFault {
    static let shutDown = HTTPFault.notSent("The transport was shut down.")
    static let cutOff = HTTPFault.unanswered("The transport was shut down.")
    static let noHandle = HTTPFault.notSent("libcurl gave no handle.")
    static let badCall = HTTPFault.notSent("libcurl refused the call.")

    /// - Parameters:
    ///   - code: how the transfer ended.
    ///   - mayHaveArrived: whether the server may have the whole request.
    ///   - easy: the transfer's handle, asked for the system's error number.
    static func fault(
        _ code: CURLcode, mayHaveArrived: Bool, on easy: UnsafeMutableRawPointer
    ) -> HTTPFault {
        let text = text(code, on: easy)
        guard mayHaveArrived, !precedesRequest(code) else { return .notSent(text) }
        return isMalformed(code) ? .malformed(text) : .unanswered(text)
    }

    /// Failures that end a transfer before its request begins, whatever else was written:
    /// the words to a proxy count as written too.
    private static func precedesRequest(_ code: CURLcode) -> Bool {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: true
        default: false
        }
    }

    /// Answers that libcurl cannot read. Without a status line it takes one for HTTP/0.9, an
    /// unsupported protocol; addresses with another were refused before.
    private static func isMalformed(_ code: CURLcode) -> Bool {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
            CURLE_HTTP2:
            true
        default: false
        }
    }

    private static func text(_ code: CURLcode, on easy: UnsafeMutableRawPointer) -> String {
        let text = String(cString: curl_easy_strerror(code))
        var number = 0
        guard code == CURLE_COULDNT_CONNECT,
            pg_curl_get_long(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK, number != 0,
            let reason = strerror(Int32(truncatingIfNeeded: number))
        else { return text }
        return "\(text): \(String(cString: reason))"
    }
}
