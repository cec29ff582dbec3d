/// A service's name for a category or a rule, fit for records, logs and answers: a short
/// word, and not a sentence that could hold a prompt.
struct Label: Hashable, Sendable {
    private static let longest = 64

    let text: String

    /// Nil for what is no such name.
    init?(_ text: String) {
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy(Self.isByte)
        else { return nil }
        self.text = text
    }

    private static func isByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "._/:-".utf8.contains(byte)
        }
    }
}
