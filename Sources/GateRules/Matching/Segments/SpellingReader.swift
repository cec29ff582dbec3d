/// Finds what one oddly written stretch says.
struct SpellingReader {
    /// Ambiguous signs (`1` is i or l) are tried both ways up to this many.
    private static let mostAmbiguous = 3
    /// Readings of one stretch.
    private static let mostReadings = 4

    private let letters = Table<UInt8>(repeating: 0, count: 128 + FoldedText.padding)
    private let joined = Table<UInt8>(
        repeating: 0, count: 2 * SpelledRun.longest + FoldedText.padding)
    private let scratch = Table<UInt8>(repeating: 0, count: 128 + FoldedText.padding)
    /// Where the words end that letters are split into.
    private let cuts = Table<Int>(repeating: 0, count: 4)

    // MARK: Stretches without gaps

    /// A stretch of letters, digits and symbols; nil when it says nothing of interest.
    func read(
        _ text: FoldedText, _ cluster: Range<Int>, _ lexicon: Lexicon, isWeak: Bool,
        into spellings: inout Spellings
    ) -> Segment? {
        func read(_ range: Range<Int>) -> Segment? {
            guard range.count >= 3 else { return nil }
            let first = spellings.count
            let evidence = Evidence(text.bytes + range.lowerBound, range.count)
            let folding =
                evidence.masks > 0
                ? readMasked(text, range, evidence, lexicon, &spellings)
                : readPlain(text, range, evidence, lexicon, isWeak: isWeak, &spellings)
            if spellings.count == first { return nil }
            return Segment(range: range, readings: first..<spellings.count, folding: folding)
        }
        let trims = Trims(text, cluster)
        if let segment = read(trims.loose) { return segment }
        if trims.tight != trims.loose, let segment = read(trims.tight) { return segment }
        return trims.ending.flatMap(read)
    }

    /// A stretch without the punctuation that may surround a word.
    private struct Trims {
        /// Without `*`, `!` and brackets at its ends.
        let loose: Range<Int>
        /// From letter to letter.
        let tight: Range<Int>
        /// With the first sign behind it, which may be its last letter.
        let ending: Range<Int>?

        init(_ text: FoldedText, _ cluster: Range<Int>) {
            func kind(_ place: Int) -> LeetAlphabet.Kind {
                LeetAlphabet.sign(text.bytes[place]).kind
            }
            func isLoose(_ place: Int) -> Bool { kind(place) == .weak || kind(place) == .mask }
            func isLetter(_ place: Int) -> Bool {
                kind(place) == .letter || kind(place) == .digit
            }
            var (start, end) = (cluster.lowerBound, cluster.upperBound)
            while start < end, isLoose(start) { start += 1 }
            while end > start, isLoose(end - 1) { end -= 1 }
            loose = start..<end
            ending = end < cluster.upperBound ? start..<end + 1 : nil
            while start < end, !isLetter(start) { start += 1 }
            while end > start, !isLetter(end - 1) { end -= 1 }
            tight = start..<end
        }
    }

    /// Answers what was undone, if there is anything that the stretch may say.
    private func readPlain(
        _ text: FoldedText, _ range: Range<Int>, _ evidence: Evidence, _ lexicon: Lexicon,
        isWeak: Bool, _ spellings: inout Spellings
    ) -> FoldingSet {
        let source = text.bytes + range.lowerBound
        let first = spellings.count
        var folding: FoldingSet = []
        forEachDecoding(source, range.count) { decoded in
            guard spellings.count - first < Self.mostReadings else { return }
            if evidence.isLeet, evidence.isConvincing, lexicon.knows(decoded, range.count) {
                spellings.append(decoded, range.count)
                folding.insert(.leet)
            }
            guard evidence.isStretchable else { return }
            let before = spellings.count
            readStretched(decoded, range.count, lexicon, isWeak: isWeak, &spellings)
            if spellings.count > before {
                folding.insert(evidence.isLeet ? [.repeated, .leet] : .repeated)
            }
        }
        if spellings.count == first, lexicon.hasPatterns, evidence.isLikely {
            decode(source, range.count, choice: 0)
            if evidence.isLeet {
                spellings.append(letters.base, range.count)
            } else {
                for most in 1...2 { addShortened(range.count, most, &spellings) }
            }
            folding = evidence.isLeet ? .leet : .repeated
        }
        return folding
    }

    /// Adds the decoded word with letters that stand three times or more in a row written
    /// `most` times.
    private func addShortened(_ count: Int, _ most: Int, _ spellings: inout Spellings) {
        let word = letters.base
        var place = 0
        while place < count {
            var end = place
            while end < count, word[end] == word[place] { end += 1 }
            let run = end - place
            spellings.extend(word[place], count: run >= 3 ? most : run)
            place = end
        }
        spellings.end()
    }

    /// Adds rules' words that `word` is with letters written more often.
    private func readStretched(
        _ word: UnsafePointer<UInt8>, _ count: Int, _ lexicon: Lexicon, isWeak: Bool,
        _ spellings: inout Spellings
    ) {
        let length = WordShape.squeeze(word, count, into: scratch.base)
        guard length < count, length > 0 else { return }
        (scratch.base + length).update(repeating: 0, count: FoldedText.padding)
        let most = spellings.count + Self.mostReadings
        lexicon.forEachWord(squeezedTo: scratch.base, length) { rule in
            guard spellings.count < most, rule.count < count, let letters = rule.baseAddress,
                WordShape.stretches(word, count, rule, isWeak: isWeak)
            else { return }
            spellings.append(letters, rule.count)
        }
    }

    // MARK: One letter hidden

    /// Answers what was undone, if there is anything that the stretch may say.
    private func readMasked(
        _ text: FoldedText, _ range: Range<Int>, _ evidence: Evidence, _ lexicon: Lexicon,
        _ spellings: inout Spellings
    ) -> FoldingSet {
        guard evidence.masks == 1, let hole = evidence.mask, hole > 0, hole < range.count - 1,
            evidence.digits == 0
        else { return [] }
        decode(text.bytes + range.lowerBound, range.count, choice: 0)
        letters.base[hole] = UInt8(ascii: "*")
        guard lexicon.knows(letters.base, range.count, hiding: hole) else { return [] }
        let most = spellings.count + Self.mostReadings
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where spellings.count < most {
            // `x*x` is a product.
            if letters.base[hole - 1] == letter, letters.base[hole + 1] == letter { continue }
            letters.base[hole] = letter
            if lexicon.knows(letters.base, range.count) {
                spellings.append(letters.base, range.count)
            }
        }
        return .masked
    }

    // MARK: Letters apart

    /// Letters that stand alone, as one word or as several.
    func read(
        _ text: FoldedText, _ pieces: ArraySlice<SpelledRun.Piece>, _ lexicon: Lexicon,
        into spellings: inout Spellings
    ) -> Segment? {
        guard let head = pieces.first, let last = pieces.last else { return nil }
        guard let count = join(pieces, of: text) else { return nil }
        let base = UnsafePointer(joined.base)
        let evidence = Evidence(base, count)
        guard evidence.isSpellable, count <= WordShape.longest else { return nil }
        let first = spellings.count
        forEachDecoding(base, count) { decoded in
            guard spellings.count == first else { return }
            if lexicon.knows(decoded, count) {
                spellings.append(decoded, count)
            } else {
                readStretched(decoded, count, lexicon, isWeak: false, &spellings)
            }
            if spellings.count == first { split(decoded, count, lexicon, &spellings) }
        }
        if spellings.count == first, lexicon.hasPatterns {
            decode(base, count, choice: 0)
            spellings.append(letters.base, count)
        }
        if spellings.count == first { return nil }
        let folding: FoldingSet = evidence.isLeet ? [.spaced, .leet] : .spaced
        return Segment(
            range: head.start..<last.end, readings: first..<spellings.count, folding: folding)
    }

    /// Puts letters that stand apart side by side, with padding behind them; answers how many
    /// bytes they have, or nil if that is too much.
    private func join(_ pieces: ArraySlice<SpelledRun.Piece>, of text: FoldedText) -> Int? {
        var count = 0
        for piece in pieces {
            guard count + piece.end - piece.start <= 2 * SpelledRun.longest else { return nil }
            (joined.base + count).update(
                from: text.bytes + piece.start, count: piece.end - piece.start)
            count += piece.end - piece.start
        }
        (joined.base + count).update(repeating: 0, count: FoldedText.padding)
        return count
    }

    /// Words that stand beside a rule's word when a whole phrase is spelled: no more than
    /// one at each end, or `a s s u m e` would hold a word of its own. The first is none.
    private static let fillers: [[UInt8]] = ["", "a", "i", "u", "my", "me", "you", "off", "it"]
        .map { Array($0.utf8) }

    /// Adds the letters as rules' words with nothing left over but a filler at an end.
    private func split(
        _ word: UnsafePointer<UInt8>, _ count: Int, _ lexicon: Lexicon,
        _ spellings: inout Spellings
    ) {
        let bytes = UnsafeBufferPointer(start: word, count: count)
        for head in Self.fillers where bytes.starts(with: head) {
            for tail in Self.fillers
            where head.count + tail.count < count && bytes.suffix(tail.count).elementsEqual(tail) {
                let end = count - tail.count
                let words = cover(word, head.count, end, lexicon, 0)
                if words == 0 { continue }
                if !tail.isEmpty { cuts.base[words] = count }
                let pieces = tail.isEmpty ? words : words + 1
                return add(word, after: head.count, pieces, &spellings)
            }
        }
    }

    /// Adds a word that is cut in pieces, with a space after each of them but the last.
    private func add(
        _ word: UnsafePointer<UInt8>, after head: Int, _ pieces: Int,
        _ spellings: inout Spellings
    ) {
        var start = 0
        if head > 0 {
            spellings.extend(word, head)
            spellings.extend(UInt8(ascii: " "))
            start = head
        }
        for piece in 0..<pieces {
            if piece > 0 { spellings.extend(UInt8(ascii: " ")) }
            spellings.extend(word + start, cuts.base[piece] - start)
            start = cuts.base[piece]
        }
        spellings.end()
    }

    /// Fills the letters from `start` to `end` with words of three letters or more, the
    /// longest first, and notes where each ends. Answers how many there are, three at most;
    /// 0 when it cannot be done.
    private func cover(
        _ word: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ lexicon: Lexicon, _ number: Int
    ) -> Int {
        guard end - start >= 3, number < 3 else { return 0 }
        if isWord(word + start, end - start, lexicon) {
            cuts.base[number] = end
            return number + 1
        }
        for length in stride(from: end - start - 3, to: 2, by: -1)
        where isWord(word + start, length, lexicon) {
            cuts.base[number] = start + length
            let words = cover(word, start + length, end, lexicon, number + 1)
            if words > 0 { return words }
        }
        return 0
    }

    private func isWord(_ letters: UnsafePointer<UInt8>, _ count: Int, _ lexicon: Lexicon) -> Bool {
        scratch.base.update(from: letters, count: count)
        (scratch.base + count).update(repeating: 0, count: FoldedText.padding)
        return lexicon.isWord(scratch.base, count)
    }

    // MARK: Decoding

    /// Calls `body` with each way to read the digits and symbols.
    private func forEachDecoding(
        _ source: UnsafePointer<UInt8>, _ count: Int, _ body: (UnsafePointer<UInt8>) -> Void
    ) {
        let ambiguous = (0..<count).count { LeetAlphabet.sign(source[$0]).other != 0 }
        for choice in 0..<1 << min(ambiguous, Self.mostAmbiguous) {
            decode(source, count, choice: choice)
            body(letters.base)
        }
    }

    /// Reads each sign; the bits of `choice` say which of two letters an ambiguous one is.
    private func decode(_ source: UnsafePointer<UInt8>, _ count: Int, choice: Int) {
        var choice = choice
        for place in 0..<count {
            let sign = LeetAlphabet.sign(source[place])
            if sign.other != 0 {
                letters.base[place] = choice & 1 == 0 ? sign.letter : sign.other
                choice >>= 1
            } else {
                letters.base[place] = sign.letter
            }
        }
        (letters.base + count).update(repeating: 0, count: FoldedText.padding)
    }
}
