import GateCore

/// A JSON text to write, whose members stay in the order they were given: answers read
/// the same every time, and the member a reader looks for comes first.
enum OrderedJSON: Sendable {
    case members([(name: String, value: OrderedJSON)])
    case list([OrderedJSON])
    /// Objects within it are written with their names sorted.
    case value(JSONValue)

    /// A string, or `null`.
    static func text(_ text: String?) -> OrderedJSON { .value(text.map(JSONValue.string) ?? .null) }

    /// A whole number, or `null`.
    static func number(_ number: Int?) -> OrderedJSON {
        .value(number.map { .int(Int64($0)) } ?? .null)
    }

    /// A truth value.
    static func flag(_ flag: Bool) -> OrderedJSON { .value(.bool(flag)) }

    /// A time as RFC 3339 writes it.
    static func time(_ time: Timestamp?) -> OrderedJSON { .text(time?.iso8601) }

    /// This object's members and then `other`'s. Anything that is no object adds nothing.
    func adding(_ other: OrderedJSON) -> OrderedJSON {
        guard case .members(let mine) = self, case .members(let others) = other else { return self }
        return .members(mine + others)
    }

    /// The text, without white space.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .members(let members):
            Self.sequence(members, "{", "}", &bytes) { member, bytes in
                Self.quote(member.name, &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        case .list(let list):
            Self.sequence(list, "[", "]", &bytes) { $0.write(to: &$1) }
        case .value(let value): Self.write(value, &bytes)
        }
    }

    private static func write(_ value: JSONValue, _ bytes: inout [UInt8]) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .int(let number): bytes += String(number).utf8
        // JSON has no word for infinity and not-a-number.
        case .double(let number): bytes += (number.isFinite ? String(number) : "null").utf8
        case .string(let text): quote(text, &bytes)
        case .array(let list): sequence(list, "[", "]", &bytes) { write($0, &$1) }
        case .object(let members):
            sequence(members.sorted { $0.key < $1.key }, "{", "}", &bytes) { member, bytes in
                quote(member.key, &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, &bytes)
            }
        }
    }

    private static func sequence<Element>(
        _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
        _ bytes: inout [UInt8], write: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &bytes)
        }
        bytes.append(UInt8(ascii: close))
    }

    private static func quote(_ text: String, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // At one go: nearly every text there is.
        guard text.utf8.contains(where: needsEscape) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            // DEL is legal JSON, but a terminal that shows an answer should not obey it.
            case 0..<0x20, 0x7F:
                bytes += #"\u00"#.utf8
                bytes += [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static let hex = Array("0123456789abcdef".utf8)
}

extension OrderedJSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral
{
    init(dictionaryLiteral elements: (String, OrderedJSON)...) {
        self = .members(elements.map { (name: $0.0, value: $0.1) })
    }

    init(arrayLiteral elements: OrderedJSON...) { self = .list(elements) }

    init(stringLiteral value: String) { self = .text(value) }
}
