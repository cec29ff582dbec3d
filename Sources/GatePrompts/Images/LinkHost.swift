import GateCore

/// The host of an address, as its text shows it.
enum LinkHost: Hashable {
    /// A name, in lower case and without a dot at its end.
    case name(String)
    /// An IP address in its usual spelling.
    case address(IPAddress)

    /// Why something is no host for a picture.
    enum Fault: Error { case malformed, disguised }

    /// - Parameter text: what stands between the slashes and the port; IPv6 in brackets.
    init(_ text: String) throws(Fault) {
        if text.hasPrefix("["), text.hasSuffix("]") {
            guard let address = IPAddress(String(text.dropFirst().dropLast())) else {
                throw .malformed
            }
            self = .address(address)
            return
        }
        // A dot at the end names the same host (RFC 1034 §3.1).
        let name = (text.hasSuffix(".") ? String(text.dropLast()) : text).lowercased()
        if Self.isNumeric(name) {
            guard let address = IPAddress(name) else { throw .disguised }
            self = .address(address)
            return
        }
        guard Self.isName(name) else { throw .malformed }
        self = .name(name)
    }

    /// Whether a host is read as an IPv4 address by whoever opens it: its last label is a
    /// number, hexadecimal and octal ones included (the URL Standard, "ends in a number").
    static func isNumeric(_ name: String) -> Bool {
        guard let last = name.split(separator: ".").last else { return false }
        if last.utf8.allSatisfy(isDigit) { return true }
        return last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
    }

    /// Whether it is a name in lower case: labels of letters, digits, hyphens and low lines.
    static func isName(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return (1...253).contains(name.utf8.count) && !isNumeric(name)
            && labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(isByte) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
