/// The address of a service: `http` or `https`, a host, and no secret in it.
public struct ServiceURL: Hashable, Sendable {
    private static let longest = 2048

    /// The whole address.
    let text: String
    /// Host and port, for those who watch; paths and queries are nobody's business.
    let host: String

    /// What is wrong with an address, and what to write instead.
    struct Fault: Error, Hashable {
        let message: String
        let remedy: String
    }

    /// - Parameters:
    ///   - text: what was written.
    ///   - path: stands in where it has none.
    init(_ text: String, path: String) throws(Fault) {
        guard text.utf8.count <= Self.longest else {
            throw Fault(
                message: "\"url\" is too long.",
                remedy: "Write at most \(Self.longest) characters.")
        }
        // Not repeated in the message: what is wrong may be a secret that stands there.
        guard text.utf8.allSatisfy(Self.isURLByte) else {
            throw Fault(
                message: "\"url\" has characters that no address has.",
                remedy: "Escape them (%20 for a space); values from ${NAME} stand in \"headers\".")
        }
        let start = text.utf8.prefix(8).map { $0 | 0x20 }
        guard let scheme = ["https://", "http://"].first(where: { start.starts(with: $0.utf8) })
        else {
            throw Fault(
                message: "\"url\" does not begin with https:// or http://.",
                remedy: "Write it whole, such as https://guard.example.com/check.")
        }
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        host = try Self.host(rest[..<end])
        guard !rest[end...].contains("#") else {
            throw Fault(
                message: "\"url\" has a fragment (#), which is never sent.",
                remedy: "Leave it out.")
        }
        let tail = rest[end...]
        let hasPath = !tail.isEmpty && tail != "/" && !tail.hasPrefix("?")
        self.text = hasPath ? text : scheme + rest[..<end] + path + tail.drop { $0 == "/" }
    }

    private static func host(_ authority: Substring) throws(Fault) -> String {
        guard !authority.contains("@") else {
            throw Fault(
                message: "\"url\" has a user name or password in it.",
                remedy: "Write a header: authorization: \"Basic ${NAME}\".")
        }
        let bracket = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : nil
        let colon = authority[(bracket ?? authority.startIndex)...].firstIndex(of: ":")
        let name = authority[..<(colon ?? authority.endIndex)]
        let isName = !name.isEmpty && name.utf8.allSatisfy(isNameByte)
        guard
            bracket.map({
                isAddress(authority[...$0]) && name.endIndex == authority.index(after: $0)
            })
                ?? isName
        else {
            throw Fault(
                message: "\"url\" has no host that could be called.",
                remedy: "Write a name or an address, such as guard.example.com or [::1].")
        }
        if let colon {
            let port = authority[authority.index(after: colon)...]
            guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
                (1...65_535).contains(number)
            else {
                throw Fault(
                    message: "\"url\" has a port that is none.",
                    remedy: "Write a number from 1 to 65535.")
            }
        }
        return authority.lowercased()
    }

    private static func isAddress(_ text: Substring) -> Bool {
        text.utf8.count > 4
            && text.dropFirst().dropLast().utf8.allSatisfy {
                isNameByte($0) || $0 == UInt8(ascii: ":")
            }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// RFC 3986, 2: the reserved and the unreserved ones, and the percent sign.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || "~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}
