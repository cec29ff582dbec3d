/// A header whose value may have `${NAME}` in it, for what must not stand in a file.
struct HeaderTemplate: Hashable, Sendable {
    /// A piece of the value.
    private enum Part: Hashable, Sendable {
        case text(String)
        case variable(String)
    }

    /// What is wrong with a header, and what to write instead.
    struct Fault: Error, Hashable {
        let message: String
        let remedy: String
    }

    private static let longest = 4096
    /// They are written by those who frame the request.
    private static let ours: Set<String> = [
        "content-length", "content-type", "transfer-encoding", "connection", "expect", "te",
        "trailer", "upgrade",
    ]

    let name: String
    private let parts: [Part]

    /// - Parameters:
    ///   - name: the header's name.
    ///   - value: its value, with `${NAME}` where a variable's stands.
    init(_ name: String, _ value: String) throws(Fault) {
        guard Self.isToken(name) else {
            throw Fault(
                message: "\"\(name.prefix(64))\" cannot be a header's name.",
                remedy: "Write letters, digits and hyphens.")
        }
        guard !Self.ours.contains(name.lowercased()) else {
            throw Fault(
                message: "The header \"\(name)\" is written by the gateway itself.",
                remedy: "Leave it out.")
        }
        guard Self.isSendable(value), value.utf8.count <= Self.longest else {
            // Not repeated: it may be a secret.
            throw Fault(
                message: "The value of \"\(name)\" has control characters, or is too long.",
                remedy: "Write one line of at most \(Self.longest) characters.")
        }
        self.name = name
        parts = try Self.parts(of: value, name)
    }

    /// The variables that are not set, or hold what no header can.
    func unusable(_ lookup: (String) -> String?) -> [String] {
        parts.compactMap { part in
            guard case .variable(let name) = part else { return nil }
            return Self.usable(lookup(name)) == nil ? name : nil
        }
    }

    /// The value with the variables put in; nil when one cannot be used.
    func value(_ lookup: (String) -> String?) -> String? {
        var value = ""
        for part in parts {
            switch part {
            case .text(let text): value += text
            case .variable(let name):
                guard let text = Self.usable(lookup(name)) else { return nil }
                value += text
            }
        }
        return value
    }

    private static func usable(_ value: String?) -> String? {
        value.flatMap { !$0.isEmpty && isSendable($0) ? $0 : nil }
    }

    private static func parts(of value: String, _ name: String) throws(Fault) -> [Part] {
        var parts: [Part] = []
        var rest = value[...]
        while let start = rest.firstRange(of: "${") {
            let text = rest[..<start.lowerBound]
            let inner = rest[start.upperBound...]
            guard let end = inner.firstIndex(of: "}"), isVariable(inner[..<end]) else {
                throw Fault(
                    message: "The value of \"\(name)\" has a ${ without a variable's name.",
                    remedy: "Write ${NAME}, with letters, digits and _ in the name.")
            }
            if !text.isEmpty { parts.append(.text(String(text))) }
            parts.append(.variable(String(inner[..<end])))
            rest = inner[inner.index(after: end)...]
        }
        return rest.isEmpty ? parts : parts + [.text(String(rest))]
    }

    private static func isVariable(_ name: Substring) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = name.utf8.first, !digits.contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            digits.contains(byte) || byte == UInt8(ascii: "_")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
    }

    /// CR and LF would add headers, NUL would cut the value off.
    private static func isSendable(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
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
}
