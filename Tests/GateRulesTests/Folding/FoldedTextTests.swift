import Testing

@testable import GateRules

@Suite("A folded text")
struct FoldedTextTests {
    private let table: CharacterTable
    private let pieces = [
        "a", "B", "zz", "LL", "9", "00", " ", ", ", "-", "@", "|", "!", "+", "*", "{", "`", "[",
        "\u{0}", "\n", "é", "Ǆ", "\u{23A}", "字", "👩‍🎨", "\u{212A}", "\u{130}", "abcdefghijklmnop",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "an ordinary prompt about 3 castles, ",
    ]

    init() throws { table = try CharacterTable.shared.get() }

    /// What one code point is folded to, the slow way.
    private func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        table.folded(CollectionOfOne(scalar))
    }

    @Test("tells of each byte what reading it by itself tells", arguments: 0..<400)
    func bits(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let string = (0..<Int.random(in: 0...60, using: &dice))
            .map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
        let text = FoldedText(capacity: 8_192, table: table)
        // What an earlier text left behind must not show.
        Array(repeating: UInt8(ascii: "@"), count: 700).withUnsafeBufferPointer { text.read($0) }
        Array(string.utf8).withUnsafeBufferPointer { text.read($0) }

        var bytes: [UInt8] = []
        var words: [Bool] = []
        // Only letters that are sent as ASCII repeat each other.
        var isSent: [Bool] = []
        for scalar in string.unicodeScalars {
            let part = folded(scalar)
            bytes += part
            words += part.map { _ in table[scalar].isWord }
            isSent += part.map { _ in scalar.isASCII }
        }
        #expect(Array(UnsafeBufferPointer(start: text.bytes, count: text.count)) == bytes)
        #expect(text.isASCII == string.utf8.allSatisfy { $0 < 0x80 })
        for place in bytes.indices {
            let byte = bytes[place]
            let isPair = place > 0 && isSent[place] && isSent[place - 1]
            #expect(bit(text.masks.words, place) == words[place])
            #expect(bit(text.masks.digits, place) == byte.isASCIIDigit)
            #expect(
                bit(text.masks.symbols, place)
                    == ((0x21...0x2B).contains(byte) || byte == 0x40 || byte == 0x7C))
            #expect(
                bit(text.masks.repeats, place)
                    == (isPair && byte.isASCIILetter && bytes[place - 1] == byte))
        }
        #expect(!bit(text.masks.words, text.count))
        #expect(tokens(of: text) == runs(of: words).map { TokenHash.of(bytes[$0]) })
    }

    @Test("finds the signs of a prompt's parts where looking byte by byte does", arguments: 0..<200)
    func signs(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let parts = ["a word ", "-", "--", ":", "::", "://", "—", "’", "x", "an ordinary prompt "]
        let string = (0..<Int.random(in: 0...30, using: &dice))
            .map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
        let bytes = Array(string.utf8)
        let wanted = bytes.indices.dropLast().filter { place in
            switch (bytes[place], bytes[place + 1]) {
            case (0x2D, 0x2D), (0x3A, 0x3A), (0x3A, 0x2F), (0xE2, 0x80): true
            default: false
            }
        }
        var found: [Int] = []
        bytes.withUnsafeBufferPointer { bytes in
            while let next = ZoneScanner.nextSign(in: bytes, from: (found.last ?? -1) + 1) {
                found.append(next)
            }
        }
        #expect(found == wanted)
    }

    private func bit(_ mask: UnsafeMutablePointer<UInt64>, _ place: Int) -> Bool {
        mask[place / 64] >> UInt64(place % 64) & 1 != 0
    }

    private func tokens(of text: FoldedText) -> [UInt64] {
        (0..<text.tokenCount).map { text.hashes[$0] }
    }

    private func runs(of words: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for place in 0...words.count {
            let isWord = place < words.count && words[place]
            if isWord, start == nil { start = place }
            if !isWord, let first = start {
                runs.append(first..<place)
                start = nil
            }
        }
        return runs
    }
}
