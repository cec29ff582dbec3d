import GateCore

/// Writes JSON without white space and with sorted members, so that equal values give
/// equal bytes. RFC 8259.
enum JSONText {
    /// The text of `value`; a number that JSON has no text for (not finite) becomes null.
    static func of(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): quoted(value)
        case .array(let elements): "[\(elements.map(of).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map(member).joined(separator: ","))}"
        }
    }

    private static func member(_ name: String, _ value: JSONValue) -> String {
        "\(quoted(name)):\(of(value))"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars { quoted += escaped(scalar) }
        return quoted + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0"..<" ":
            "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
    }
}
