/// A parameter's name, or a word that is its value: up to 16 ASCII characters, letters in
/// lower case.
struct ParameterName: Hashable, BitwiseCopyable, ExpressibleByStringLiteral {
    /// A longer run of letters is no name.
    static let longest = 16

    private var first: UInt64 = 0
    private var second: UInt64 = 0

    init(_ name: String) {
        for letter in name.utf8 { append(letter) }
    }

    init(stringLiteral name: String) { self.init(name) }

    /// The name that some bytes are; nil when there are none, or too many.
    init?(_ letters: Slice<UnsafeBufferPointer<UInt8>>) {
        guard (1...Self.longest).contains(letters.count) else { return nil }
        for letter in letters { append(letter.lowercase) }
    }

    /// Some bits that all letters have a say in, not negative.
    @inline(__always)
    var hash: Int {
        Int(truncatingIfNeeded: (first ^ second &<< 1) &* 0x9E37_79B9_7F4A_7C15 &>> 40)
    }

    private mutating func append(_ letter: UInt8) {
        second = second << 8 | first >> 56
        first = first << 8 | UInt64(letter)
    }
}
