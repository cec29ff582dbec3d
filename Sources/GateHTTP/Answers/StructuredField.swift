/// Writes the values that structured fields are made of.
///
/// Source: RFC 9651, section 4.1.
enum StructuredField {
    /// A String. Names of policies are tokens; anything else would be lost by a client.
    static func string(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return "\"\(text)\"" }
        var written = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { written.append("\\") }
            written.unicodeScalars.append((0x20...0x7E).contains(scalar.value) ? scalar : "?")
        }
        return written + "\""
    }

    /// Whether a String has it as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// A Byte Sequence: base64 between colons.
    static func bytes(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var written = ":"
        for start in stride(from: 0, to: bytes.count, by: 3) {
            written += group(bytes[start..<min(start + 3, bytes.count)])
        }
        return written + ":"
    }

    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// Four digits of base64 for one to three bytes.
    private static func group(_ bytes: ArraySlice<UInt8>) -> String {
        let missing = 3 - bytes.count
        let bits = bytes.reduce(0) { $0 << 8 | Int($1) } << (8 * missing)
        let all = [18, 12, 6, 0].map { digits[bits >> $0 & 63] }
        return String(all.dropLast(missing)) + String(repeating: "=", count: missing)
    }
}
