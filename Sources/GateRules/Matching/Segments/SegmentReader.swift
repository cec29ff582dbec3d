/// Reads what is written oddly: `sh1t`, `f*ck`, `f u c k`, `fuuuck`. Each oddly written
/// stretch becomes a segment with the words that it may say; a stretch that says no word of
/// the rules is left as it is.
///
/// Not `Sendable`: belongs to one judgement at a time.
final class SegmentReader {
    /// What was found, in the order of the text.
    @exclusivity(unchecked) private(set) var segments: [Segment] = []
    /// What they may say.
    @exclusivity(unchecked) private(set) var spellings = Spellings()

    @exclusivity(unchecked) private var scan = SuspicionScan()
    @exclusivity(unchecked) private var run = SpelledRun()
    private let spelling = SpellingReader()

    /// Looks through a text.
    /// - Parameters:
    ///   - text: folded.
    ///   - lexicon: the rules' words.
    ///   - isWeak: whether weak evidence is enough.
    func read(_ text: FoldedText, lexicon: Lexicon, isWeak: Bool) {
        if !segments.isEmpty {
            segments.removeAll(keepingCapacity: true)
            spellings.removeAll()
        }
        scan.read(text)
        if scan.places.isEmpty && scan.spelled.isEmpty { return }
        readClusters(text, lexicon, isWeak)
        readSpelled(text, lexicon)
        if segments.count > 1 { dropOverlaps() }
    }

    /// The most readings that one of them has.
    var mostReadings: Int { segments.reduce(0) { max($0, $1.readings.count) } }

    private func readClusters(_ text: FoldedText, _ lexicon: Lexicon, _ isWeak: Bool) {
        var end = 0
        for place in scan.places where Int(place) >= end {
            let cluster = Self.cluster(text, around: Int(place), from: end)
            end = cluster.upperBound
            guard (3...WordShape.longest).contains(cluster.count) else { continue }
            if let segment = spelling.read(
                text, cluster, lexicon, isWeak: isWeak, into: &spellings)
            {
                segments.append(segment)
            }
        }
    }

    /// Letters, digits and symbols without anything between them.
    private static func cluster(_ text: FoldedText, around place: Int, from least: Int) -> Range<
        Int
    > {
        func isPart(_ place: Int) -> Bool {
            if text.isWord(place) { return true }
            switch LeetAlphabet.sign(text.bytes[place]).kind {
            case .strong, .weak, .mask: return text.bytes[place] < 0x80
            case .none, .letter, .digit: return false
            }
        }
        var start = place
        var end = place + 1
        while start > least, isPart(start - 1) { start -= 1 }
        while end < text.count, isPart(end) { end += 1 }
        return start..<end
    }

    private func readSpelled(_ text: FoldedText, _ lexicon: Lexicon) {
        var next = 0
        for token in scan.spelled where Int(token) >= next {
            run.read(text, first: Int(token))
            next = run.nextToken
            var start = 0
            while let word = run.nextWord(from: &start) {
                if let segment = spelling.read(
                    text, run.pieces[word], lexicon, into: &spellings)
                {
                    segments.append(segment)
                }
            }
        }
    }

    /// Of segments that share a byte the first stays.
    private func dropOverlaps() {
        segments.sort {
            ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count)
        }
        var end = 0
        segments.removeAll { segment in
            if segment.range.lowerBound < end { return true }
            end = segment.range.upperBound
            return false
        }
    }
}
