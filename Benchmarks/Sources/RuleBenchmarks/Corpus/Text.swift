/// A text as the engines want it: ours a string, PCRE2 bytes. A class, because to hand it
/// on then costs one count of references, which stands beside what is read anyway.
final class Text: Sendable {
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
