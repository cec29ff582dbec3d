import GateCore
import Glibc

/// Refuses calls that would not mean what they say, before libcurl sees them.
enum CallCheck {
    /// - Throws: `HTTPFault.notSent`, with no part of the call in its text.
    static func check(_ call: HTTPCall) throws(HTTPFault) {
        guard isToken(call.method) else { throw .notSent("The method is not a token.") }
        guard isAddress(call.url) else {
            throw .notSent("The address is not an absolute http or https URL.")
        }
        for header in call.headers { try check(header) }
        if let dial = call.dial, !isIPAddress(dial) {
            throw .notSent("The address to dial is not an IP address.")
        }
        if let proxy = call.proxy, !isPrintable(proxy) {
            throw .notSent("The proxy's address has control characters.")
        }
    }

    /// CR and LF would add headers, NUL would cut the value off; the framing is libcurl's.
    private static func check(_ header: (name: String, value: String)) throws(HTTPFault) {
        guard isToken(header.name) else { throw .notSent("A header's name is not a token.") }
        guard header.value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
            throw .notSent("A header's value has control characters.")
        }
        guard !["content-length", "transfer-encoding"].contains(header.name.lowercased()) else {
            throw .notSent("The body's framing cannot be given as a header.")
        }
    }

    /// RFC 9110, 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private static func isAddress(_ url: String) -> Bool {
        let start = url.prefix(8).lowercased()
        return (start.hasPrefix("http://") || start.hasPrefix("https://")) && isPrintable(url)
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func isIPAddress(_ text: String) -> Bool {
        var space = in6_addr()
        return inet_pton(AF_INET, text, &space) == 1 || inet_pton(AF_INET6, text, &space) == 1
    }
}
