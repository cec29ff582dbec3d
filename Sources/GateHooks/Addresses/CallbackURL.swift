/// The parts of a callback's address that decide where a connection goes.
///
/// Reads a strict subset of RFC 3986: where two parsers could see two hosts in one text,
/// what was checked would not be what is dialled, so such a text is refused.
struct CallbackURL: Hashable {
    /// `http` or `https`.
    let scheme: String
    /// A name or an address, lower case, IPv6 without brackets.
    let host: String
    let port: Int

    /// - Throws: `AddressFault.malformed`, in words for the person who wrote the address.
    init(_ text: String) throws(AddressFault) {
        guard text.utf8.count <= 2048 else {
            throw .malformed("the address is longer than 2048 bytes")
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else {
            throw .malformed(
                "the address has a character other than printable ASCII; write a name in "
                    + "another script in its xn-- form, and anything else percent-encoded")
        }
        let (scheme, rest) = try Self.scheme(of: text)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else {
            throw .malformed("the address must not contain a user name or password")
        }
        let (host, port) = try Self.split(authority)
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = try port.map(Self.port) ?? (scheme == "https" ? 443 : 80)
    }

    private static func scheme(of text: String) throws(AddressFault) -> (String, Substring) {
        for scheme in ["http", "https"] where text.lowercased().hasPrefix("\(scheme)://") {
            return (scheme, text.dropFirst(scheme.count + 3))
        }
        throw .malformed("the address must begin with http:// or https://")
    }

    private static func split(
        _ authority: Substring
    ) throws(AddressFault) -> (host: Substring, port: Substring?) {
        if authority.hasPrefix("[") { return try splitBracketed(authority) }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        let name = parts[0]
        guard (1...253).contains(name.count), parts.count <= 2,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) })
        else { throw .malformed("the address has no valid host") }
        return (name, parts.count == 2 ? parts[1] : nil)
    }

    private static func splitBracketed(
        _ authority: Substring
    ) throws(AddressFault) -> (host: Substring, port: Substring?) {
        let parts = authority.dropFirst().split(
            separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].contains(":"),
            parts[0].allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }),
            parts[1].isEmpty || parts[1].hasPrefix(":")
        else { throw .malformed("the address has no valid host") }
        return (parts[0], parts[1].isEmpty ? nil : parts[1].dropFirst())
    }

    /// Below 1024 only the web's own ports: no webhook receiver is a mail server, but a
    /// tenant may want this gateway to talk to one.
    private static func port(_ text: Substring) throws(AddressFault) -> Int {
        guard text.count <= 5, text.allSatisfy(\.isNumber), let port = Int(text),
            port <= 65535, port >= 1024 || port == 80 || port == 443
        else { throw .malformed("the port must be 80, 443 or one from 1024 to 65535") }
        return port
    }
}
