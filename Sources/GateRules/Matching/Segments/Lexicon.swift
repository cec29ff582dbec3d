/// The words of the rules, as far as evasions of them are looked for. A word that is
/// written oddly is read as one of these or left alone, so that an odd spelling of an
/// innocent word costs nothing.
struct Lexicon: Sendable {
    private let words: BloomFilter
    private let masked: BloomFilter
    private let squeezed: KeyTable
    private let letters: Table<UInt8>
    private let ends: Table<UInt32>
    private let prefixes: [WindowGate]
    private let windows: [WindowGate]
    /// Whether patterns want to see the likely reading of an odd word that is no rule's.
    let hasPatterns: Bool

    /// - Parameters:
    ///   - tokens: folded words of rules, each once.
    ///   - hasPatterns: whether a pattern is to be matched against readings.
    ///   - gate: of the same rules.
    init(_ tokens: [[UInt8]], hasPatterns: Bool, gate: Gate) {
        var keys: [UInt64] = []
        var maskedKeys: [UInt64] = []
        var entries: [(key: UInt64, lead: Lead)] = []
        var bytes: [UInt8] = []
        var ends: [UInt32] = []
        keys.reserveCapacity(tokens.count)
        maskedKeys.reserveCapacity(tokens.count * 6)
        entries.reserveCapacity(tokens.count)
        let buffer = Table<UInt8>(repeating: 0, count: 256)
        for token in tokens where token.count <= WordShape.longest {
            buffer.base.update(repeating: 0, count: 128)
            for (place, byte) in token.enumerated() { buffer.base[place] = byte }
            keys.append(TokenHash.of(buffer.base, token.count))
            for place in token.indices.dropFirst().dropLast() where token.count >= 3 {
                let byte = buffer.base[place]
                buffer.base[place] = UInt8(ascii: "*")
                maskedKeys.append(TokenHash.of(buffer.base, token.count))
                buffer.base[place] = byte
            }
            let number = UInt32(ends.count)
            bytes += token
            ends.append(UInt32(bytes.count))
            let count = WordShape.squeeze(buffer.base, token.count, into: buffer.base + 128)
            entries.append(
                (
                    TokenHash.of(buffer.base + 128, count),
                    Lead(term: number, kind: .somewhere)
                ))
            (buffer.base + 128).update(repeating: 0, count: count)
        }
        words = BloomFilter(keys)
        masked = BloomFilter(maskedKeys)
        squeezed = KeyTable(entries)
        letters = Table(bytes, orElse: 0)
        self.ends = Table(ends, orElse: 0)
        prefixes = gate.prefixes
        windows = gate.windows
        self.hasPatterns = hasPatterns
    }

    /// Whether a rule may hold this word, or letters of it.
    /// - Parameter word: folded, with `FoldedText.padding` readable bytes behind it.
    func knows(_ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        words.mayHold(TokenHash.of(word, count)) || begins(word, count) || holds(word, count)
    }

    /// Whether a rule may hold this word as a whole.
    func isWord(_ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        words.mayHold(TokenHash.of(word, count))
    }

    /// Whether a rule may hold the word with the letter at `place` hidden.
    func knows(_ word: UnsafePointer<UInt8>, _ count: Int, hiding place: Int) -> Bool {
        if masked.mayHold(TokenHash.of(word, count)) { return true }
        return !prefixes.isEmpty || !windows.isEmpty
    }

    private func begins(_ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var found = false
        for gate in prefixes where count >= gate.width {
            gate.forEach(in: word, at: 0, count: count) { _, _ in found = true }
        }
        return found
    }

    private func holds(_ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var found = false
        for gate in windows where count >= gate.width {
            gate.forEach(in: word, count: count) { _, _ in found = true }
        }
        return found
    }

    /// Calls `body` with the rules' words that are this one when letters in a row are counted
    /// once.
    /// - Parameter word: squeezed; padded.
    func forEachWord(
        squeezedTo word: UnsafePointer<UInt8>, _ count: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let key = TokenHash.of(word, count)
        guard squeezed.mayHold(key) else { return }
        for lead in squeezed.leads(of: key) {
            let number = Int(lead.term)
            let start = number == 0 ? 0 : Int(ends.base[number - 1])
            body(
                UnsafeBufferPointer(
                    start: letters.base + start, count: Int(ends.base[number]) - start))
        }
    }

    /// In bytes.
    var size: Int {
        words.size + masked.size + squeezed.size + letters.count + ends.count * 4
    }
}
