/// A text as the engines want it: ours a string, PCRE2 bytes.
struct Text: Sendable {
    let string: String
    let bytes: [UInt8]
    /// Whether something banned was put in on purpose.
    let isHit: Bool

    init(_ string: String, isHit: Bool = false) {
        var string = string
        string.makeContiguousUTF8()
        self.string = string
        bytes = Array(string.utf8)
        self.isHit = isHit
    }
}
