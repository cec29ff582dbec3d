/// A text as the gate reads it: letter case folded, words cut out and hashed. One pass
/// over the bytes, eight at a time; the buffers are used again for the next text.
///
/// Not `Sendable`: belongs to one judgement at a time.
final class FoldedText {
    /// The folded bytes, with `padding` zeros behind `count`.
    let bytes: UnsafeMutablePointer<UInt8>
    /// How many bytes are folded.
    private(set) var count = 0
    /// How many tokens there are.
    private(set) var tokenCount = 0
    /// Where tokens begin and end, two numbers each.
    let edges: UnsafeMutablePointer<Int32>
    /// What tokens hash to.
    let hashes: UnsafeMutablePointer<UInt64>
    /// A bit for each byte: whether it belongs to a word, repeats the letter before it, is
    /// a digit, or a symbol that may stand for a letter.
    let words: UnsafeMutablePointer<UInt64>
    let repeats: UnsafeMutablePointer<UInt64>
    let digits: UnsafeMutablePointer<UInt64>
    let symbols: UnsafeMutablePointer<UInt64>

    /// Whether a word holds a mark of its script.
    private(set) var hasMarks = false
    /// Where folding made the text shorter or longer: from this folded byte on, so many
    /// bytes are to be added. Empty for nearly every text.
    private var shifts: [(folded: Int, delta: Int)] = []
    private let capacity: Int
    private let table: CharacterTable

    /// Reading ahead past the end stays inside the buffer.
    static let padding = 24

    /// - Parameters:
    ///   - capacity: the longest text, in bytes.
    ///   - table: tells words from everything else.
    init(capacity: Int, table: CharacterTable) {
        self.table = table
        self.capacity = capacity
        // Folding may lengthen a letter by half (U+023A, two bytes, to three).
        let most = capacity * 3 / 2
        bytes = .allocate(capacity: most + Self.padding + 8)
        edges = .allocate(capacity: most + 4)
        hashes = .allocate(capacity: most / 2 + 4)
        let masks = most >> 6 + 3
        words = .allocate(capacity: masks)
        repeats = .allocate(capacity: masks)
        digits = .allocate(capacity: masks)
        symbols = .allocate(capacity: masks)
    }

    deinit {
        bytes.deallocate()
        edges.deallocate()
        hashes.deallocate()
        words.deallocate()
        repeats.deallocate()
        digits.deallocate()
        symbols.deallocate()
    }

    /// How many words of bits hold `count` bits, with one to spare.
    var maskCount: Int { count >> 6 + 1 }

    /// Takes in a text.
    /// - Parameter text: valid UTF-8.
    func read(_ text: UnsafeBufferPointer<UInt8>) {
        precondition(text.count <= capacity, "The text is longer than the buffers.")
        shifts.removeAll(keepingCapacity: true)
        hasMarks = false
        let masks = (text.count * 3 / 2) >> 6 + 2
        for mask in [words, repeats, digits, symbols] { mask.update(repeating: 0, count: masks) }
        count = fold(text)
        (bytes + count).update(repeating: 0, count: Self.padding)
        cut()
        hash()
    }

    /// The byte of the text that became the folded byte at `place`.
    func source(of place: Int) -> Int {
        guard !shifts.isEmpty else { return place }
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].folded <= place { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? place : place + shifts[low - 1].delta
    }

    // MARK: Folding

    private func fold(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = text.baseAddress else { return 0 }
        var writer = FoldWriter(
            bytes: bytes, words: words, digits: digits, symbols: symbols, repeats: repeats)
        let raw = UnsafeRawPointer(start)
        var place = 0
        while place < text.count {
            // Sixty-four ASCII bytes fill one word of each mask.
            while writer.isAligned, place &+ 65 <= text.count, writer.putBlock(raw + place) {
                place &+= 64
            }
            let rest = text.count &- place
            if rest == 0 { break }
            let chunk =
                rest >= 8
                ? raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                : Self.loadTail(start + place, rest)
            let ascii = chunk & 0x8080_8080_8080_8080 == 0 ? min(rest, 8) : chunk.nonASCIIOffset
            if ascii > 0 {
                writer.put(chunk & (.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* ascii)), ascii)
                place &+= ascii
            } else {
                place &+= foldWide(start + place, &writer)
            }
        }
        return writer.count
    }

    private static func loadTail(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var chunk: UInt64 = 0
        for place in 0..<count { chunk |= UInt64(start[place]) &<< UInt64(8 &* place) }
        return chunk
    }

    /// Folds one code point that is not ASCII; answers how many bytes it had.
    private func foldWide(_ start: UnsafePointer<UInt8>, _ writer: inout FoldWriter) -> Int {
        let (value, length) = CodePoint.decode(start)
        let entry = table.entry(of: value)
        if entry.isMark { hasMarks = true }
        let written = writer.put(
            codePoint: entry.isWord ? entry.folded : value, isWord: entry.isWord)
        if written != length {
            let before = shifts.last?.delta ?? 0
            shifts.append((folded: writer.count, delta: before + length - written))
        }
        return length
    }

    // MARK: Tokens

    private func cut() {
        let (words, edges, masks) = (words, edges, maskCount)
        var carry: UInt64 = 0
        var edge = 0
        for number in 0..<masks {
            let mask = words[number]
            var changes = mask ^ (mask &<< 1 | carry)
            carry = mask &>> 63
            let base = Int32(truncatingIfNeeded: number &<< 6)
            while changes != 0 {
                edges[edge] = base &+ Int32(truncatingIfNeeded: changes.trailingZeroBitCount)
                edge &+= 1
                changes &= changes &- 1
            }
        }
        if edge & 1 == 1 {
            edges[edge] = Int32(truncatingIfNeeded: count)
            edge &+= 1
        }
        tokenCount = edge &>> 1
    }

    private func hash() {
        let (bytes, edges, hashes, tokens) = (bytes, edges, hashes, tokenCount)
        for token in 0..<tokens {
            let start = Int(edges[2 &* token])
            hashes[token] = TokenHash.of(bytes + start, Int(edges[2 &* token &+ 1]) &- start)
        }
    }
}

extension UInt64 {
    /// How many bytes, from the lowest on, are ASCII.
    fileprivate var nonASCIIOffset: Int {
        (self & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
    }
}
