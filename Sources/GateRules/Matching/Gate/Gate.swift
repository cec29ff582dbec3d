/// The prefilter: tells from a text's words and letters which terms may be in it, at a
/// cost that hardly grows with the number of terms. It says "maybe" or "definitely not".
final class Gate: Sendable {
    /// Terms by a token.
    let tokens: KeyTable
    /// Terms by two tokens that follow each other.
    let pairs: KeyTable
    /// Terms whose first letters are known to begin a token.
    let prefixes: [WindowGate]
    private let prefixProbe: PrefixProbe?
    /// Terms by letters that they must hold somewhere.
    let windows: [WindowGate]
    /// Patterns that begin at a word's beginning as PCRE2 sees words. Before version 10.43
    /// marks are no word characters to it, though they are to us, so in a text with marks
    /// (Hindi vowels) these are searched for everywhere.
    let wordPrefixed: [UInt32]
    /// Terms that the gate cannot find: they are searched for in every text.
    let unindexed: [UInt32]

    init(
        tokens: KeyTable, pairs: KeyTable, prefixes: [WindowGate], windows: [WindowGate],
        wordPrefixed: [UInt32], unindexed: [UInt32]
    ) {
        self.tokens = tokens
        self.pairs = pairs
        self.prefixes = prefixes
        prefixProbe = PrefixProbe(prefixes)
        self.windows = windows
        self.wordPrefixed = wordPrefixed
        self.unindexed = unindexed
    }

    /// Every place where a term may begin, unordered and with repetitions.
    func collect(_ text: FoldedText, into candidates: inout [Candidate]) {
        switch prefixProbe {
        case nil: collectStarts(text, &candidates) { _ in false }
        case let probe? where probe.count == 1:
            collectStarts(text, &candidates) { probe.mayHoldFirst($0) }
        case let probe? where probe.count == 2:
            collectStarts(text, &candidates) { probe.mayHoldFirstTwo($0) }
        case let probe?: collectStarts(text, &candidates) { probe.mayHold($0) }
        }
        if text.hasMarks {
            for term in wordPrefixed {
                candidates.append(Candidate(term: term, start: Candidate.anywhere))
            }
        }
        for gate in windows {
            gate.forEach(in: text.bytes, count: text.count) { lead, start in
                add(lead, at: start, text, &candidates)
            }
        }
    }

    /// Nearly every token is asked about in vain, so the loop holds nothing but the asking,
    /// all three questions with one branch.
    @inline(__always)
    private func collectStarts(
        _ text: FoldedText, _ candidates: inout [Candidate],
        _ mayBegin: (UnsafePointer<UInt8>) -> Bool
    ) {
        let (bytes, edges, hashes) = (text.bytes, text.edges, text.hashes)
        let (single, double) = (tokens.probe, pairs.probe)
        for token in 0..<text.tokenCount {
            let hash = hashes[token]
            let pair = TokenHash.pair(hash, hashes[token &+ 1])
            let isToken = single.mayHold(hash)
            let isPair = double.mayHold(pair)
            let isBeginning = mayBegin(bytes + Int(edges[2 &* token]))
            if isToken || isPair || isBeginning { look(at: token, text, &candidates) }
        }
    }

    @inline(never)
    private func look(at token: Int, _ text: FoldedText, _ candidates: inout [Candidate]) {
        let hash = text.hashes[token]
        if tokens.mayHold(hash) { look(tokens, hash, token, text, &candidates) }
        if token + 1 < text.tokenCount {
            let pair = TokenHash.pair(hash, text.hashes[token + 1])
            if pairs.mayHold(pair) { look(pairs, pair, token, text, &candidates) }
        }
        lookAtPrefix(token, text, &candidates)
    }

    private func look(
        _ table: KeyTable, _ key: UInt64, _ token: Int, _ text: FoldedText,
        _ candidates: inout [Candidate]
    ) {
        for lead in table.leads(of: key) {
            let first = token - Int(lead.back)
            if first >= 0, hasOther(lead, token, text) {
                add(lead, at: Int(text.edges[2 * first]), text, &candidates)
            }
        }
    }

    /// Whether the second token that the term must have is there too.
    @inline(__always)
    private func hasOther(_ lead: Lead, _ token: Int, _ text: FoldedText) -> Bool {
        if lead.otherAt == 0 { return true }
        let place = token + Int(lead.otherAt)
        guard place >= 0, place < text.tokenCount else { return false }
        return UInt32(truncatingIfNeeded: text.hashes[place] &>> 32) == lead.other
    }

    private func lookAtPrefix(
        _ token: Int, _ text: FoldedText, _ candidates: inout [Candidate]
    ) {
        let start = Int(text.edges[2 &* token])
        for gate in prefixes {
            gate.forEach(in: text.bytes, at: start, count: text.count) { lead, _ in
                let first = token - Int(lead.back)
                if first >= 0 { add(lead, at: Int(text.edges[2 * first]), text, &candidates) }
            }
        }
    }

    /// Notes a place of the folded text, as the place in the text it was folded from.
    @inline(never)
    private func add(
        _ lead: Lead, at place: Int, _ text: FoldedText, _ candidates: inout [Candidate]
    ) {
        guard lead.kind == .anchored else {
            candidates.append(Candidate(term: lead.term, start: Candidate.anywhere))
            return
        }
        var place = place
        for _ in 0..<lead.symbols {
            repeat {
                place -= 1
                if place < 0 { return }
            } while text.bytes[place] & 0xC0 == 0x80
        }
        candidates.append(Candidate(term: lead.term, start: UInt32(text.source(of: place))))
    }

    /// In bytes.
    var size: Int {
        tokens.size + pairs.size + (prefixes + windows).reduce(0) { $0 + $1.size }
            + unindexed.count * 4
    }
}
