/// A text as the gate reads it: letter case folded, words cut out and hashed. One pass
/// over the bytes, eight at a time; the buffers are used again for the next text.
///
/// Not `Sendable`: belongs to one judgement at a time.
final class FoldedText {
    /// The folded bytes, with `padding` zeros behind `count`.
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    /// How many bytes are folded.
    private(set) var count = 0
    /// How many tokens there are.
    private(set) var tokenCount = 0
    /// Where tokens begin and end, two numbers each.
    private(set) var edges: UnsafeMutablePointer<Int32>
    /// What tokens hash to.
    private(set) var hashes: UnsafeMutablePointer<UInt64>
    /// A bit for each byte: whether it belongs to a word, repeats the letter before it, is
    /// a digit, or a symbol that may stand for a letter.
    private(set) var words: UnsafeMutablePointer<UInt64>
    private(set) var repeats: UnsafeMutablePointer<UInt64>
    private(set) var digits: UnsafeMutablePointer<UInt64>
    private(set) var symbols: UnsafeMutablePointer<UInt64>

    /// Where folding made the text shorter or longer: from this folded byte on, so many
    /// bytes are to be added. Empty for nearly every text.
    private var shifts: [(folded: Int, delta: Int)] = []
    private var capacity: Int
    private let table: CharacterTable

    /// Reading ahead past the end stays inside the buffer.
    static let padding = 24

    init(table: CharacterTable) {
        self.table = table
        capacity = 0
        bytes = .allocate(capacity: 1)
        edges = .allocate(capacity: 1)
        hashes = .allocate(capacity: 1)
        words = .allocate(capacity: 1)
        repeats = .allocate(capacity: 1)
        digits = .allocate(capacity: 1)
        symbols = .allocate(capacity: 1)
        reserve(1 << 10)
    }

    deinit { release() }

    /// How many words of bits hold `count` bits, with one to spare.
    var maskCount: Int { count >> 6 + 1 }

    /// Takes in a text.
    /// - Parameter text: valid UTF-8.
    func read(_ text: UnsafeBufferPointer<UInt8>) {
        // Folding may lengthen a letter by half (U+023A, two bytes, to three).
        if text.count * 3 / 2 > capacity { reserve(text.count * 3 / 2) }
        shifts.removeAll(keepingCapacity: true)
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

    /// The folded byte that a byte of the text became.
    func folded(of source: Int) -> Int {
        guard !shifts.isEmpty else { return source }
        var delta = 0
        for shift in shifts where shift.folded + shift.delta <= source { delta = shift.delta }
        return source - delta
    }

    // MARK: Folding

    private func fold(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = text.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(start)
        var place = 0
        var out = 0
        var previous: UInt64 = 0
        while place < text.count {
            let rest = text.count &- place
            let chunk =
                rest >= 8
                ? raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                : Self.loadTail(start + place, rest)
            if chunk & 0x8080_8080_8080_8080 == 0 {
                previous = put(chunk, at: out, count: min(rest, 8), after: previous)
                place &+= 8
                out &+= min(rest, 8)
            } else {
                let ascii = chunk.nonASCIIOffset
                if ascii > 0 {
                    let kept = chunk & (UInt64.max &>> UInt64(64 - 8 * ascii))
                    previous = put(kept, at: out, count: ascii, after: previous)
                    place &+= ascii
                    out &+= ascii
                }
                (place, out) = foldWide(start, place, out)
                previous = 0
            }
        }
        return out
    }

    private static func loadTail(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var chunk: UInt64 = 0
        for place in 0..<count { chunk |= UInt64(start[place]) &<< UInt64(8 &* place) }
        return chunk
    }

    /// Folds up to eight ASCII bytes at once, and notes what they are. Arithmetic on all
    /// eight lanes of a word: adding sets a lane's top bit where the byte is in a range.
    @inline(__always)
    private func put(
        _ chunk: UInt64, at out: Int, count: Int, after previous: UInt64
    ) -> UInt64 {
        let tops: UInt64 = 0x8080_8080_8080_8080
        let upper = (chunk &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(chunk &+ 0x2525_2525_2525_2525) & tops
        let lower = chunk | upper &>> 2
        let letter =
            (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505) & tops
        let digit =
            (chunk &+ 0x5050_5050_5050_5050) & ~(chunk &+ 0x4646_4646_4646_4646) & tops
        // `!` to `+`, which are mostly symbols, and `@` and `|` by difference.
        let symbol =
            ((chunk &+ 0x5F5F_5F5F_5F5F_5F5F) & ~(chunk &+ 0x5454_5454_5454_5454)
                | ~((chunk ^ 0x4040_4040_4040_4040) &+ 0x7F7F_7F7F_7F7F_7F7F)
                | ~((chunk ^ 0x7C7C_7C7C_7C7C_7C7C) &+ 0x7F7F_7F7F_7F7F_7F7F)) & tops
        let change = lower ^ (lower &<< 8 | previous)
        let equal = ~(change &+ 0x7F7F_7F7F_7F7F_7F7F) & letter
        UnsafeMutableRawPointer(bytes).storeBytes(of: lower, toByteOffset: out, as: UInt64.self)
        note(Self.bits(letter | digit), in: words, at: out)
        note(Self.bits(digit), in: digits, at: out)
        note(Self.bits(symbol), in: symbols, at: out)
        note(Self.bits(equal), in: repeats, at: out)
        return lower &>> UInt64(8 &* (count &- 1)) & 0xFF
    }

    /// The top bit of each lane, gathered into eight bits.
    @inline(__always)
    private static func bits(_ lanes: UInt64) -> UInt64 {
        (lanes &>> 7 &* 0x0102_0408_1020_4080) &>> 56
    }

    /// Sets up to eight bits from `place` on.
    @inline(__always)
    private func note(_ bits: UInt64, in mask: UnsafeMutablePointer<UInt64>, at place: Int) {
        let shift = UInt64(truncatingIfNeeded: place & 63)
        mask[place &>> 6] |= bits &<< shift
        if shift > 56 { mask[place &>> 6 &+ 1] |= bits &>> (64 &- shift) }
    }

    /// Folds one code point that is not ASCII.
    private func foldWide(
        _ start: UnsafePointer<UInt8>, _ place: Int, _ out: Int
    ) -> (place: Int, out: Int) {
        let (value, length) = CodePoint.decode(start + place)
        let entry = table.entry(of: value)
        let folded = entry.isWord ? entry.folded : value
        let written = CodePoint.encode(folded, to: bytes + out)
        if entry.isWord { note((1 &<< UInt64(written)) &- 1, in: words, at: out) }
        if written != length {
            let before = shifts.last?.delta ?? 0
            shifts.append((folded: out + written, delta: before + length - written))
        }
        return (place &+ length, out &+ written)
    }

    // MARK: Tokens

    private func cut() {
        var carry: UInt64 = 0
        var edge = 0
        for number in 0..<maskCount {
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
        for token in 0..<tokenCount {
            let start = Int(edges[2 &* token])
            hashes[token] = TokenHash.of(bytes + start, Int(edges[2 &* token &+ 1]) &- start)
        }
    }

    // MARK: Memory

    private func reserve(_ wanted: Int) {
        release()
        capacity = max(wanted, capacity * 2)
        bytes = .allocate(capacity: capacity + Self.padding + 8)
        edges = .allocate(capacity: capacity + 4)
        hashes = .allocate(capacity: capacity / 2 + 4)
        let masks = capacity >> 6 + 3
        words = .allocate(capacity: masks)
        repeats = .allocate(capacity: masks)
        digits = .allocate(capacity: masks)
        symbols = .allocate(capacity: masks)
    }

    private func release() {
        bytes.deallocate()
        edges.deallocate()
        hashes.deallocate()
        words.deallocate()
        repeats.deallocate()
        digits.deallocate()
        symbols.deallocate()
    }
}

extension UInt64 {
    /// How many bytes, from the lowest on, are ASCII.
    fileprivate var nonASCIIOffset: Int {
        (self & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
    }
}
