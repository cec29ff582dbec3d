/// The prefilter: tells from a text's words and letters which terms may be in it, at a
/// cost that hardly grows with the number of terms. It says "maybe" or "definitely not".
struct Gate: Sendable {
    /// Terms by a token, or by two that follow each other.
    let tokens: KeyTable
    /// Terms whose first letters are known to begin a token.
    let prefixes: [WindowGate]
    /// Terms by letters that they must hold somewhere.
    let windows: [WindowGate]
    /// Terms that the gate cannot find: they are searched for in every text.
    let unindexed: [UInt32]

    /// Every place where a term may begin, unordered and with repetitions.
    func collect(_ text: FoldedText, into candidates: inout [Candidate]) {
        collectTokens(text, &candidates)
        for gate in prefixes { collectPrefixes(gate, text, &candidates) }
        for gate in windows {
            gate.forEach(in: text.bytes, count: text.count) { lead, start in
                add(lead, at: start, text, &candidates)
            }
        }
    }

    @inline(__always)
    private func collectTokens(_ text: FoldedText, _ candidates: inout [Candidate]) {
        if tokens.isEmpty { return }
        let (hashes, count, tokens) = (text.hashes, text.tokenCount, tokens)
        for token in 0..<count where tokens.mayHold(hashes[token]) {
            look(hashes[token], token, text, &candidates)
        }
    }

    private func look(
        _ key: UInt64, _ token: Int, _ text: FoldedText, _ candidates: inout [Candidate]
    ) {
        for lead in tokens.leads(of: key) {
            switch lead.kind {
            case .opensPair:
                guard token + 1 < text.tokenCount else { continue }
                let pair = TokenHash.pair(text.hashes[token], text.hashes[token + 1])
                if tokens.mayHold(pair) { look(pair, token, text, &candidates) }
            case .somewhere:
                candidates.append(Candidate(term: lead.term, start: Candidate.anywhere))
            case .anchored:
                let first = token - Int(lead.back)
                if first >= 0 { add(lead, at: Int(text.edges[2 * first]), text, &candidates) }
            }
        }
    }

    private func collectPrefixes(
        _ gate: WindowGate, _ text: FoldedText, _ candidates: inout [Candidate]
    ) {
        for token in 0..<text.tokenCount {
            let start = Int(text.edges[2 &* token])
            gate.probe(text.bytes, at: start, count: text.count) { lead, _ in
                let first = token - Int(lead.back)
                if first >= 0 { add(lead, at: Int(text.edges[2 * first]), text, &candidates) }
            }
        }
    }

    /// Notes a place of the folded text, as the place in the text it was folded from.
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
        tokens.size + (prefixes + windows).reduce(0) { $0 + $1.size } + unindexed.count * 4
    }
}
