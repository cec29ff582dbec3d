/// Cuts UTF-8 into tokens: runs of word characters, and each character of a script
/// without spaces by itself.
struct TokenScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let table: UnsafeBufferPointer<CharacterTable.Entry>
    private var place = 0

    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - table: of `CharacterTable.end` entries.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, table: UnsafeBufferPointer<CharacterTable.Entry>
    ) {
        self.bytes = bytes
        self.table = table
    }

    /// The next token, or nil at the end.
    mutating func next() -> Token? {
        while place < bytes.count {
            let start = place
            let entry = takeCharacter()
            guard entry.isWord || entry.isUnspaced else { continue }
            var token = Token(start: start, end: place)
            token.append(entry.folded)
            if entry.isWord { takeRest(of: &token) }
            return token
        }
        return nil
    }

    private mutating func takeRest(of token: inout Token) {
        while place < bytes.count {
            let before = place
            let entry = takeCharacter()
            guard entry.isWord else {
                place = before
                break
            }
            token.append(entry.folded)
        }
        token.end = place
    }

    /// Reads one code point and says what it is.
    private mutating func takeCharacter() -> CharacterTable.Entry {
        let first = UInt32(bytes[place])
        place += 1
        if first < 0x80 { return table[Int(first)] }
        let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        var value = first & (0x3F >> UInt32(more))
        for _ in 0..<more {
            value = value << 6 | UInt32(bytes[place] & 0x3F)
            place += 1
        }
        return value < CharacterTable.end ? table[Int(value)] : CharacterTable.Entry()
    }
}
