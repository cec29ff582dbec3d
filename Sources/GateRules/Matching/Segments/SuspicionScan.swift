/// Finds, from the bits that folding left behind, where a text may be written oddly. Most
/// texts have no such place, and are done with after a few words of bits.
struct SuspicionScan {
    /// Bytes of the folded text around which to look, ascending.
    private(set) var places: [Int32] = []
    /// Tokens that are one letter or digit and have two such tokens behind them.
    private(set) var spelled: [Int32] = []

    /// Looks through a text.
    mutating func read(_ text: FoldedText) {
        places.removeAll(keepingCapacity: true)
        spelled.removeAll(keepingCapacity: true)
        let words = text.masks.words
        let digits = text.masks.digits
        let repeats = text.masks.repeats
        let symbols = text.masks.symbols
        var wordCarry: UInt64 = 0
        var digitCarry: UInt64 = 0
        var repeatCarry: UInt64 = 0
        var singles = SingleBytes()
        for number in 0..<text.maskCount {
            let word = words[number]
            let digit = digits[number]
            let before = word &<< 1 | wordCarry
            let digitBefore = digit &<< 1 | digitCarry
            let letter = word & ~digit
            let letterBefore = before & ~digitBefore
            // A digit beside a letter; three letters in a row, or two pairs near each other.
            var odd = digit & letterBefore | letter & digitBefore
            let again = repeats[number]
            odd |= again & (again &<< 1 | repeatCarry)
            if again & (again &- 1) != 0 { odd |= Self.pairs(again, in: word) }
            note(odd, number)
            if symbols[number] != 0 { noteSymbols(symbols[number], number, text) }
            let after = word &>> 1 | (number + 1 < text.maskCount ? words[number + 1] &<< 63 : 0)
            singles.add(word & ~before & ~after, number)
            wordCarry = word &>> 63
            digitCarry = digit &>> 63
            repeatCarry = again &>> 63
        }
        let isSpelled =
            text.isASCII
            ? singles.areNear : singles.count >= 2 || (singles.count >= 1 && !places.isEmpty)
        if isSpelled { findSpelled(text) }
    }

    /// Tokens of one byte. In ASCII, letters that stand alone are these and no others.
    private struct SingleBytes {
        private(set) var count = 0
        /// Whether two of them stand so near each other that they may be spelled.
        private(set) var areNear = false
        private var last = -2 * SpelledRun.longestGap

        /// - Parameters:
        ///   - bits: where they stand.
        ///   - number: the number of these 64 bytes.
        @inline(__always)
        mutating func add(_ bits: UInt64, _ number: Int) {
            var bits = bits
            while bits != 0 {
                let place = number &<< 6 &+ bits.trailingZeroBitCount
                if place &- last <= SpelledRun.longestGap &+ 1 { areNear = true }
                last = place
                count &+= 1
                bits &= bits &- 1
            }
        }
    }

    @inline(__always)
    private mutating func note(_ bits: UInt64, _ number: Int) {
        var bits = bits
        while bits != 0 {
            places.append(Int32(number &<< 6 &+ bits.trailingZeroBitCount))
            bits &= bits &- 1
        }
    }

    /// The second of two repeats in one word. A word that goes over the edge of 64 bytes is
    /// looked at when it has three in a row; elsewise it is missed only if doubled letters
    /// stand on both sides of the edge.
    private static func pairs(_ again: UInt64, in word: UInt64) -> UInt64 {
        var found: UInt64 = 0
        var rest = again
        while rest != 0 {
            let low = rest & (0 &- rest)
            rest &= rest &- 1
            let next = rest & (0 &- rest)
            if next == 0 { break }
            let between = (next &- 1) & ~(low &- 1)
            if word & between == between { found |= next }
        }
        return found
    }

    private mutating func noteSymbols(_ bits: UInt64, _ number: Int, _ text: FoldedText) {
        var bits = bits
        while bits != 0 {
            let place = number &<< 6 &+ bits.trailingZeroBitCount
            bits &= bits &- 1
            let left = place > 0 && text.isWord(place &- 1)
            let right = place &+ 1 < text.count && text.isWord(place &+ 1)
            let isOdd =
                switch LeetAlphabet.sign(text.bytes[place]).kind {
                case .strong: left || right || isStrong(text, place &+ 1)
                case .weak, .mask: left && right
                case .none, .letter, .digit: false
                }
            if isOdd { places.append(Int32(place)) }
        }
    }

    private func isStrong(_ text: FoldedText, _ place: Int) -> Bool {
        place < text.count && LeetAlphabet.sign(text.bytes[place]).kind == .strong
    }

    /// Letters that stand alone, three in a row; in a run of them only the first is noted.
    /// One of the three may be a symbol, so two tokens with one between them count too.
    private mutating func findSpelled(_ text: FoldedText) {
        var run = 0
        for token in 0..<text.tokenCount {
            let start = Int(text.edges[2 &* token])
            let isSingle = text.characterCount(of: token) == 1
            let follows =
                token > 0 && start &- Int(text.edges[2 &* token &- 1]) <= SpelledRun.longestGap
            if isSingle {
                if run == 0 || !follows { run = 0 }
                run &+= 1
                if run == 2 { spelled.append(Int32(token &- 1)) }
            } else {
                run = 0
            }
        }
        spelled.sort()
    }
}

extension FoldedText {
    /// Whether a byte belongs to a word.
    @inline(__always)
    func isWord(_ place: Int) -> Bool {
        masks.words[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 != 0
    }

    /// How many characters a token has; one byte is one, and so is one of several bytes.
    @inline(__always)
    func characterCount(of token: Int) -> Int {
        let start = Int(edges[2 &* token])
        let end = Int(edges[2 &* token &+ 1])
        if end &- start == 1 { return 1 }
        if bytes[start] < 0x80 || end &- start > 4 { return end &- start }
        return (start..<end).reduce(0) { $0 + (bytes[$1] & 0xC0 == 0x80 ? 0 : 1) }
    }
}
