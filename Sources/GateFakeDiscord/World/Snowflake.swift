/// Discord's ids: whole numbers of up to 64 bits, written in decimal.
enum Snowflake {
    /// Whether a text is an id.
    static func isValid(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
            && UInt64(text) != nil
    }

    /// Whether `left` is older than `right`; both are ids.
    static func isOlder(_ left: String, than right: String) -> Bool {
        (UInt64(left) ?? 0) < (UInt64(right) ?? 0)
    }
}
