/// Recognises the entries of which long lists consist, words of ASCII letters and digits
/// with single spaces between them, without making strings of them: a hundred thousand
/// entries are to be in force within half a second.
struct PlainEntry {
    /// The longest that is taken for plain; its slug is then the entry itself.
    static let largestLength = 60

    /// Nil for a line that is anything else: empty, a comment, an exception, a pattern, or
    /// anything beyond ASCII.
    /// - Parameters:
    ///   - file: all of the list.
    ///   - line: the line's bytes, without its break.
    init?(_ file: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        var start = line.lowerBound
        var end = line.upperBound
        if end > start, file[end - 1] == 0x0D { end -= 1 }
        while start < end, file[start] == 0x20 { start += 1 }
        while end > start, file[end - 1] == 0x20 { end -= 1 }
        guard start < end, end - start <= Self.largestLength else { return nil }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var previous: UInt8 = 0
        for place in start..<end {
            let byte = file[place]
            let isUpper = byte &- 0x41 < 26
            let lower = isUpper ? byte | 0x20 : byte
            let isWord = lower &- 0x61 < 26 || byte &- 0x30 < 10
            guard isWord || (byte == 0x20 && previous != 0x20) else { return nil }
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
            previous = byte
        }
        range = start..<end
        self.hash = hash
    }

    /// The entry's bytes in the file.
    let range: Range<Int>
    /// FNV-1a of the entry in lower case.
    let hash: UInt64

    /// The hash that a plain entry of these bytes, in lower case, has.
    static func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
