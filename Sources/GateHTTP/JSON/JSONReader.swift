import GateCore

/// Reads JSON (RFC 8259) more strictly than most: a member's name twice in one object is a
/// fault, because two readers of such a text would see two different requests; so is
/// nesting deeper than `depthCap`, and any text that is not UTF-8.
struct JSONReader {
    /// Objects and arrays within each other, at most. No request of the API needs four.
    static let depthCap = 32

    private let bytes: [UInt8]
    private var place = 0

    /// The value that `bytes` spell, white space around it aside.
    static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == bytes.count else {
            throw reader.fault("There is more text after the JSON value.")
        }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: place, message: message)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            place += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        skipSpace()
        switch next {
        case nil: throw fault("The text ends where a value is expected.")
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw fault("A value is expected.") }
        place += word.utf8.count
        return value
    }

    // MARK: Objects and arrays

    private mutating func enter(depth: Int) throws(JSONFault) {
        guard depth <= Self.depthCap else {
            throw fault("Values are nested deeper than \(Self.depthCap) levels.")
        }
        place += 1
        skipSpace()
    }

    private mutating func object(depth: Int) throws(JSONFault) -> [String: JSONValue] {
        try enter(depth: depth)
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            let start = place
            let name = try memberName()
            guard members.updateValue(try value(depth: depth), forKey: name) == nil else {
                place = start
                throw fault("The member \"\(name.prefix(64))\" is there twice.")
            }
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault("A comma or } is expected.") }
        return members
    }

    private mutating func memberName() throws(JSONFault) -> String {
        guard next == UInt8(ascii: "\"") else { throw fault("A member's name in \" is expected.") }
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw fault("A colon is expected.") }
        return name
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        try enter(depth: depth)
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try value(depth: depth))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault("A comma or ] is expected.") }
        return elements
    }

    // MARK: Numbers

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let leading = next
        guard digits() > 0 else { throw fault("A value is expected.") }
        let whole = place
        if leading == UInt8(ascii: "0"), whole - start > (bytes[start] == 0x2D ? 2 : 1) {
            throw fault("A number does not begin with 0.")
        }
        try fractionAndExponent()
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if place == whole, let integer = Int64(text) { return .int(integer) }
        guard let double = Double(text), double.isFinite else {
            throw fault("The number is out of range.")
        }
        return .double(double)
    }

    private mutating func fractionAndExponent() throws(JSONFault) {
        if take(UInt8(ascii: ".")), digits() == 0 { throw fault("A digit is expected.") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            if digits() == 0 { throw fault("A digit is expected.") }
        }
    }

    /// Skips digits and counts them.
    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        return place - start
    }

    // MARK: Strings

    private mutating func string() throws(JSONFault) -> String {
        let start = place
        place += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else {
                throw fault("A control character in a string must be escaped.")
            }
            place += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        guard take(UInt8(ascii: "\"")) else { throw fault("The text ends within a string.") }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONFault(offset: start, message: "The string is not UTF-8.")
        }
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        guard let byte = next else { throw fault("The text ends within a string.") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw fault("There is no such escape in JSON.")
        }
    }

    /// `XXXX` of `\uXXXX`, with the second half of a surrogate pair where one must follow.
    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw fault("Half a surrogate pair is no character.")
        }
        let low = try hexUnit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(
                0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { throw fault("Half a surrogate pair is no character.") }
        return scalar
    }

    private mutating func hexUnit() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Self.hexDigit(byte) else {
                throw fault("Four hexadecimal digits are expected.")
            }
            unit = unit << 4 | UInt16(digit)
            place += 1
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
