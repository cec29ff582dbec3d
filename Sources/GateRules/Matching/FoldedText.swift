/// A text as the gate reads it: letter case folded, words cut out and hashed. One pass
/// over the bytes, 64 at a time; the buffers are used again for the next text.
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
    /// What tokens hash to, and a 0 behind the last.
    let hashes: UnsafeMutablePointer<UInt64>
    /// A bit for each byte: whether it belongs to a word and, when signs were read, whether
    /// it repeats the letter before it, is a digit, or a symbol that may stand for a letter.
    let masks: FoldMasks

    /// Whether a word holds a mark of its script.
    private(set) var hasMarks = false
    /// Whether there is nothing but ASCII in it.
    private(set) var isASCII = true
    /// Where folding made the text shorter or longer: from this folded byte on, so many
    /// bytes are to be added. Empty for nearly every text.
    @exclusivity(unchecked) private var shifts: [(folded: Int, delta: Int)] = []
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
        bytes = .allocate(capacity: most + Self.padding + FoldWriter.reach)
        edges = .allocate(capacity: most + Self.edgeBatch + 4)
        hashes = .allocate(capacity: most / 2 + 4)
        masks = FoldMasks(count: most >> 6 + 3)
    }

    deinit {
        bytes.deallocate()
        edges.deallocate()
        hashes.deallocate()
        masks.deallocate()
    }

    /// How many words of bits hold `count` bits, with one to spare.
    var maskCount: Int { count >> 6 + 1 }

    /// Takes in a text.
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - hasSigns: whether digits, symbols and repeated letters are wanted.
    func read(_ text: UnsafeBufferPointer<UInt8>, hasSigns: Bool = true) {
        precondition(text.count <= capacity, "The text is longer than the buffers.")
        if !shifts.isEmpty { shifts.removeAll(keepingCapacity: true) }
        hasMarks = false
        isASCII = true
        count = hasSigns ? fold(text, hasSigns: true) : fold(text, hasSigns: false)
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

    @inline(__always)
    private func fold(_ text: UnsafeBufferPointer<UInt8>, hasSigns: Bool) -> Int {
        var writer = FoldWriter(bytes, masks, hasSigns: hasSigns)
        if let start = text.baseAddress {
            var place = 0
            // Whether it goes on with so much ASCII that a block is worth it.
            var isPlain = true
            while place < text.count {
                let rest = text.count &- place
                let limit = isPlain ? 64 : 8
                let length =
                    isPlain
                    ? writer.putBlock(start + place, rest)
                    : Self.putChunk(start + place, rest, &writer)
                place &+= length
                isPlain = length == limit
                while place < text.count, start[place] >= 0x80 {
                    place &+= foldWide(start + place, &writer)
                }
            }
        }
        writer.finish()
        return writer.count
    }

    /// Folds ASCII bytes, eight at most; answers how many there were.
    @inline(__always)
    private static func putChunk(
        _ start: UnsafePointer<UInt8>, _ rest: Int, _ writer: inout FoldWriter
    ) -> Int {
        let chunk =
            rest >= 8
            ? UnsafeRawPointer(start).loadUnaligned(as: UInt64.self) : loadTail(start, rest)
        let length = min(rest, (chunk & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3)
        writer.put(chunk & (.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length)), length)
        return length
    }

    private static func loadTail(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var chunk: UInt64 = 0
        for place in 0..<count { chunk |= UInt64(start[place]) &<< UInt64(8 &* place) }
        return chunk
    }

    /// Folds one code point that is not ASCII; answers how many bytes it had.
    private func foldWide(_ start: UnsafePointer<UInt8>, _ writer: inout FoldWriter) -> Int {
        isASCII = false
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

    /// How many edges are written at a time.
    private static let edgeBatch = 8

    /// Edges are written eight at a time, whether there are so many or not: the next ones
    /// overwrite what was none. To ask after each would be to guess wrong for each 64 bytes.
    private func cut() {
        let (words, edges, masks) = (masks.words, edges, maskCount)
        var carry: UInt64 = 0
        var edge = 0
        for number in 0..<masks {
            let mask = words[number]
            var changes = mask ^ (mask &<< 1 | carry)
            carry = mask &>> 63
            let base = Int32(truncatingIfNeeded: number &<< 6)
            var place = edge
            edge &+= changes.nonzeroBitCount
            while changes != 0 {
                for next in 0..<Self.edgeBatch {
                    let bit = Int32(truncatingIfNeeded: changes.trailingZeroBitCount)
                    edges[place &+ next] = base &+ bit
                    changes &= changes &- 1
                }
                place &+= Self.edgeBatch
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
        hashes[tokens] = 0
    }
}
