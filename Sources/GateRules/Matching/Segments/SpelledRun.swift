/// A run of letters that stand alone, `f u c k` or `f.u.c.k`, cut into words where the
/// gaps are wider.
struct SpelledRun {
    /// What stands between two letters of a run, in bytes, at most.
    static let longestGap = 8
    /// A run is cut after so many letters: nobody reads on.
    static let longest = 96

    /// One letter, digit or symbol of a run.
    struct Piece {
        let start: Int
        let end: Int
    }

    private(set) var pieces: [Piece] = []
    /// The token behind the run.
    private(set) var nextToken = 0

    /// The narrowest gap between two pieces.
    private var usualGap = 1

    /// Reads the run whose first letter is the token `first`, into the same memory.
    mutating func read(_ text: FoldedText, first: Int) {
        pieces.removeAll(keepingCapacity: true)
        nextToken = first
        if let lead = Self.symbol(text, before: Int(text.edges[2 * first])) { pieces.append(lead) }
        while nextToken < text.tokenCount, pieces.count < Self.longest,
            text.characterCount(of: nextToken) == 1
        {
            let start = Int(text.edges[2 * nextToken])
            if nextToken > first, let last = pieces.last {
                guard start - last.end <= Self.longestGap else { break }
                if let inner = Self.symbol(text, between: last.end, start) { pieces.append(inner) }
            }
            pieces.append(Piece(start: start, end: Int(text.edges[2 * nextToken + 1])))
            nextToken += 1
        }
        if let last = pieces.last, let trail = Self.symbol(text, after: last.end) {
            pieces.append(trail)
        }
        usualGap = .max
        for place in pieces.indices.dropFirst() { usualGap = min(usualGap, gap(before: place)) }
    }

    /// The next word of the run from a piece on, which is then moved behind it: three
    /// letters or more, with equal gaps between them.
    func nextWord(from start: inout Int) -> Range<Int>? {
        while start < pieces.count {
            let first = start
            start += 1
            while start < pieces.count, !isWide(gap(before: start)) { start += 1 }
            if start - first >= 3 { return first..<start }
        }
        return nil
    }

    private func gap(before place: Int) -> Int { pieces[place].start - pieces[place - 1].end }

    private func isWide(_ gap: Int) -> Bool {
        gap > usualGap + 1 || (usualGap == 1 && gap > 1)
    }

    /// A symbol that stands alone between two letters: ` @ ` or `-$-`.
    private static func symbol(_ text: FoldedText, between start: Int, _ end: Int) -> Piece? {
        guard end - start >= 3, end - start <= 5 else { return nil }
        let place = start + (end - start) / 2
        return piece(text, place)
    }

    private static func symbol(_ text: FoldedText, before start: Int) -> Piece? {
        guard start >= 2, start == 2 || !text.isWord(start - 3) else { return nil }
        return text.isWord(start - 1) ? nil : piece(text, start - 2)
    }

    private static func symbol(_ text: FoldedText, after end: Int) -> Piece? {
        guard end + 1 < text.count, end + 2 == text.count || !text.isWord(end + 2) else {
            return nil
        }
        return text.isWord(end) ? nil : piece(text, end + 1)
    }

    private static func piece(_ text: FoldedText, _ place: Int) -> Piece? {
        switch LeetAlphabet.sign(text.bytes[place]).kind {
        case .strong, .weak: Piece(start: place, end: place + 1)
        case .none, .letter, .digit, .mask: nil
        }
    }
}
