/// Finds what one oddly written stretch says.
struct SpellingReader {
    /// Ambiguous signs (`1` is i or l) are tried both ways up to this many.
    private static let mostAmbiguous = 3
    /// Readings of one stretch.
    private static let mostReadings = 4

    private let letters = Table<UInt8>(repeating: 0, count: 128 + FoldedText.padding)
    private let scratch = Table<UInt8>(repeating: 0, count: 128 + FoldedText.padding)

    // MARK: Stretches without gaps

    /// A stretch of letters, digits and symbols; nil when it says nothing of interest.
    func read(
        _ text: FoldedText, _ cluster: Range<Int>, _ lexicon: Lexicon, isWeak: Bool
    ) -> Segment? {
        let trims = Trims(text, cluster)
        if let segment = readStretch(text, trims.loose, lexicon, isWeak: isWeak) { return segment }
        if trims.tight != trims.loose,
            let segment = readStretch(text, trims.tight, lexicon, isWeak: isWeak)
        {
            return segment
        }
        return trims.ending.flatMap { readStretch(text, $0, lexicon, isWeak: isWeak) }
    }

    private func readStretch(
        _ text: FoldedText, _ range: Range<Int>, _ lexicon: Lexicon, isWeak: Bool
    ) -> Segment? {
        guard range.count >= 3 else { return nil }
        let evidence = Evidence(text.bytes + range.lowerBound, range.count)
        return evidence.masks > 0
            ? readMasked(text, range, evidence, lexicon)
            : readPlain(text, range, evidence, lexicon, isWeak: isWeak)
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

    private func readPlain(
        _ text: FoldedText, _ range: Range<Int>, _ evidence: Evidence, _ lexicon: Lexicon,
        isWeak: Bool
    ) -> Segment? {
        let source = text.bytes + range.lowerBound
        var readings: [[UInt8]] = []
        var folding: FoldingSet = []
        forEachDecoding(source, range.count) { decoded in
            guard readings.count < Self.mostReadings else { return }
            if evidence.isLeet, evidence.isConvincing, lexicon.knows(decoded, range.count) {
                readings.append(Self.bytes(decoded, range.count))
                folding.insert(.leet)
            }
            if evidence.isStretchable {
                let words = stretched(decoded, range.count, lexicon, isWeak: isWeak)
                readings += words
                if !words.isEmpty {
                    folding.insert(.repeated)
                    if evidence.isLeet { folding.insert(.leet) }
                }
            }
        }
        if readings.isEmpty, lexicon.hasPatterns, evidence.isLikely {
            forEachDecoding(source, range.count) { decoded in
                if readings.isEmpty { readings.append(Self.bytes(decoded, range.count)) }
            }
            folding = evidence.isLeet ? .leet : .repeated
            if !evidence.isLeet { readings = readings.flatMap(Self.shortened) }
        }
        return readings.isEmpty ? nil : Segment(range: range, readings: readings, folding: folding)
    }

    /// Letters three times or more in a row, written twice, and written once.
    private static func shortened(_ word: [UInt8]) -> [[UInt8]] {
        func limited(_ most: Int) -> [UInt8] {
            var result: [UInt8] = []
            var place = 0
            while place < word.count {
                var end = place
                while end < word.count, word[end] == word[place] { end += 1 }
                let run = end - place
                result += repeatElement(word[place], count: run >= 3 ? most : run)
                place = end
            }
            return result
        }
        return [limited(1), limited(2)]
    }

    private func stretched(
        _ word: UnsafePointer<UInt8>, _ count: Int, _ lexicon: Lexicon, isWeak: Bool
    ) -> [[UInt8]] {
        let length = WordShape.squeeze(word, count, into: scratch.base)
        guard length < count, length > 0 else { return [] }
        (scratch.base + length).update(repeating: 0, count: FoldedText.padding)
        return lexicon.words(squeezedTo: scratch.base, length).filter {
            $0.count < count && WordShape.stretches(word, count, $0, isWeak: isWeak)
        }.prefix(Self.mostReadings).map(Array.init)
    }

    // MARK: One letter hidden

    private func readMasked(
        _ text: FoldedText, _ range: Range<Int>, _ evidence: Evidence, _ lexicon: Lexicon
    ) -> Segment? {
        guard evidence.masks == 1, let hole = evidence.mask, hole > 0, hole < range.count - 1,
            evidence.digits == 0
        else { return nil }
        decode(text.bytes + range.lowerBound, range.count, choice: 0)
        letters.base[hole] = UInt8(ascii: "*")
        guard lexicon.knows(letters.base, range.count, hiding: hole) else { return nil }
        var readings: [[UInt8]] = []
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z")
        where readings.count < Self.mostReadings {
            // `x*x` is a product.
            if letters.base[hole - 1] == letter, letters.base[hole + 1] == letter { continue }
            letters.base[hole] = letter
            if lexicon.knows(letters.base, range.count) {
                readings.append(Self.bytes(letters.base, range.count))
            }
        }
        return readings.isEmpty
            ? nil : Segment(range: range, readings: readings, folding: .masked)
    }

    // MARK: Letters apart

    /// Letters that stand alone, as one word or as several.
    func read(
        _ text: FoldedText, _ pieces: ArraySlice<SpelledRun.Piece>, _ lexicon: Lexicon
    ) -> Segment? {
        guard let first = pieces.first, let last = pieces.last else { return nil }
        let joined = pieces.flatMap { piece in (piece.start..<piece.end).map { text.bytes[$0] } }
        guard joined.count <= 2 * SpelledRun.longest else { return nil }
        let evidence = joined.withUnsafeBufferPointer { Evidence($0.baseAddress, $0.count) }
        guard evidence.isSpellable else { return nil }
        var readings: [[UInt8]] = []
        let padded = joined + [UInt8](repeating: 0, count: FoldedText.padding)
        padded.withUnsafeBufferPointer { padded in
            guard joined.count <= WordShape.longest, let base = padded.baseAddress else { return }
            forEachDecoding(base, joined.count) { decoded in
                guard readings.isEmpty else { return }
                if lexicon.knows(decoded, joined.count) {
                    readings.append(Self.bytes(decoded, joined.count))
                } else {
                    readings += stretched(decoded, joined.count, lexicon, isWeak: false)
                }
                if readings.isEmpty, let words = split(decoded, joined.count, lexicon) {
                    readings.append(words)
                }
            }
            if readings.isEmpty, lexicon.hasPatterns {
                decode(base, joined.count, choice: 0)
                readings.append(Self.bytes(letters.base, joined.count))
            }
        }
        guard !readings.isEmpty else { return nil }
        let folding: FoldingSet = evidence.isLeet ? [.spaced, .leet] : .spaced
        return Segment(range: first.start..<last.end, readings: readings, folding: folding)
    }

    /// Words that stand beside a rule's word when a whole phrase is spelled: no more than
    /// one at each end, or `a s s u m e` would hold a word of its own.
    private static let fillers: [[UInt8]] = ["a", "i", "u", "my", "me", "you", "off", "it"].map {
        Array($0.utf8)
    }

    /// The letters as rules' words with nothing left over but a filler at an end.
    private func split(
        _ word: UnsafePointer<UInt8>, _ count: Int, _ lexicon: Lexicon
    ) -> [UInt8]? {
        let bytes = Self.bytes(word, count)
        let heads = [[]] + Self.fillers.filter { bytes.starts(with: $0) }
        let tails = [[]] + Self.fillers.filter { bytes.reversed().starts(with: $0.reversed()) }
        for head in heads {
            for tail in tails where head.count + tail.count < count {
                let middle = Array(bytes[head.count..<count - tail.count])
                guard let words = cover(middle, lexicon) else { continue }
                let all = ([head] + words + [tail]).filter { !$0.isEmpty }
                return Array(all.joined(separator: [0x20]))
            }
        }
        return nil
    }

    /// Three words at most, of three letters or more, that fill `letters`.
    private func cover(_ letters: [UInt8], _ lexicon: Lexicon, depth: Int = 3) -> [[UInt8]]? {
        guard letters.count >= 3, depth > 0 else { return nil }
        if isWord(letters[...], lexicon) { return [letters] }
        for cut in stride(from: letters.count - 3, to: 2, by: -1)
        where isWord(letters[..<cut], lexicon) {
            if let rest = cover(Array(letters[cut...]), lexicon, depth: depth - 1) {
                return [Array(letters[..<cut])] + rest
            }
        }
        return nil
    }

    private func isWord(_ letters: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
        for (place, letter) in letters.enumerated() { scratch.base[place] = letter }
        (scratch.base + letters.count).update(repeating: 0, count: FoldedText.padding)
        return lexicon.isWord(scratch.base, letters.count)
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

    private static func bytes(_ word: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: word, count: count))
    }
}
