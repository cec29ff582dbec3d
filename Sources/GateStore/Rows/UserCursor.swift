import GateCore

/// Where a page of end users ended: the last one's tenant and name, in a form that clients
/// do not look into.
enum UserCursor {
    private static let mark = "u"

    /// The text that a client gives back.
    static func text(after user: EndUser) -> String {
        // No tenant's id has a slash.
        mark + Array("\(user.tenant)/\(user.name)".utf8).hex
    }

    /// Reads a client's cursor; nil for none.
    /// - Throws: `Problem` (`badParameters`) for a text that no page ended with.
    static func read(_ text: String?) throws -> EndUser? {
        guard let text else { return nil }
        guard text.hasPrefix(mark), let bytes = [UInt8](hex: text.dropFirst()),
            let name = String(validating: bytes, as: UTF8.self),
            let slash = name.firstIndex(of: "/")
        else {
            throw Problem(
                .badParameters, "The cursor is not one of this listing.",
                fields: [FieldFault("cursor", "must be the next_cursor of the page before")])
        }
        return EndUser(
            String(name[name.index(after: slash)...]), of: TenantID(String(name[..<slash])))
    }
}

extension [UInt8] {
    /// Lower case hexadecimal digits.
    fileprivate var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    fileprivate init?(hex text: Substring) {
        let digits = text.utf8.map { UInt8(String(UnicodeScalar($0)), radix: 16) }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[place], let low = digits[place + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self = bytes
    }
}
