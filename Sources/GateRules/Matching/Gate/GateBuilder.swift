/// Chooses for every term how the gate finds it, and builds the gate.
///
/// A word between two boundaries is a whole token of every text that the phrase is in, so
/// a phrase is found by the rarest thing that is known of it: two tokens that follow each
/// other, a token, the beginning of a token, or letters anywhere.
struct GateBuilder {
    private let table: CharacterTable
    private var tokens: [(key: UInt64, lead: Lead)] = []
    private var pairs: [(key: UInt64, lead: Lead)] = []
    private var wordPrefixed: [UInt32] = []
    private var prefixes: [WindowGate.Literal] = []
    private var windows: [WindowGate.Literal] = []
    private var unindexed: [UInt32] = []

    /// For literals of usual length.
    private let scratch: FoldedText
    private static let usualLiteral = 256

    init(table: CharacterTable) {
        self.table = table
        scratch = FoldedText(capacity: Self.usualLiteral, table: table)
    }

    /// The gate for all terms added.
    func gate() -> Gate {
        Gate(
            tokens: KeyTable(tokens), pairs: KeyTable(pairs), prefixes: Self.prefixGates(prefixes),
            windows: Self.windowGates(windows),
            wordPrefixed: wordPrefixed, unindexed: unindexed)
    }

    mutating func reserve(_ terms: Int) { tokens.reserveCapacity(terms) }

    /// Adds a list's entry that is one word, given folded: nearly all entries of long lists.
    mutating func add(word: UInt64, term: UInt32) {
        tokens.append((word, Lead(term: term, kind: .anchored)))
    }

    /// Adds a term of any form.
    mutating func add(_ term: Term, number: UInt32) {
        switch term.form {
        case .phrase(let pieces): add(PhraseOutline(pieces, table: table), number)
        case .pattern(let pattern): add(PatternLiterals(pattern), number)
        }
    }

    // MARK: Phrases

    private mutating func add(_ phrase: PhraseOutline, _ term: UInt32) {
        if let (place, first, second) = phrase.pair {
            var lead = lead(term, phrase, back: place)
            if let (other, key) = phrase.third { lead.require(key, at: other - place) }
            pairs.append((TokenHash.pair(first, second), lead))
        } else if let (place, key) = phrase.wholeToken {
            tokens.append((key, lead(term, phrase, back: place)))
        } else if let (place, bytes) = phrase.prefix {
            prefixes.append(
                WindowGate.Literal(
                    bytes: bytes, offset: 0, lead: lead(term, phrase, back: place)))
        } else if let literal = phrase.literal {
            addWindow(literal, Lead(term: term, kind: .somewhere))
        } else {
            unindexed.append(term)
        }
    }

    private func lead(_ term: UInt32, _ phrase: PhraseOutline, back: Int) -> Lead {
        guard let symbols = phrase.symbolsBefore, symbols < 256, back < 65_536 else {
            return Lead(term: term, kind: .somewhere)
        }
        return Lead(
            term: term, back: UInt16(back), symbols: UInt8(symbols), kind: .anchored)
    }

    // MARK: Patterns

    private mutating func add(_ pattern: PatternLiterals, _ term: UInt32) {
        let isUsable = pattern.literals.allSatisfy { $0.count >= 2 && $0.count < 65_536 }
        guard !pattern.literals.isEmpty, isUsable else {
            unindexed.append(term)
            return
        }
        if pattern.anchor == .wordPrefix { wordPrefixed.append(term) }
        for literal in pattern.literals {
            switch pattern.anchor {
            case .wordPrefix: addPrefix(literal, isWhole: pattern.isWholeToken, term)
            case .prefix: addWindow(literal, Lead(term: term, kind: .anchored))
            case .inside: addWindow(literal, Lead(term: term, kind: .somewhere))
            }
        }
    }

    /// A literal that begins where a token does. What of it stands before a character that
    /// belongs to no word is a whole token.
    private mutating func addPrefix(_ literal: [UInt8], isWhole: Bool, _ term: UInt32) {
        let text =
            literal.count <= Self.usualLiteral
            ? scratch : FoldedText(capacity: literal.count, table: table)
        literal.withUnsafeBufferPointer { text.read($0, hasSigns: false) }
        let lead = Lead(term: term, kind: .anchored)
        let end = text.tokenCount > 0 ? Int(text.edges[1]) : 0
        if text.tokenCount == 0 || text.edges[0] != 0 {
            addWindow(literal, lead)
        } else if end < text.count ? end > 4 : isWhole {
            tokens.append((text.hashes[0], lead))
        } else {
            prefixes.append(WindowGate.Literal(bytes: literal, offset: 0, lead: lead))
        }
    }

    // MARK: Windows

    private mutating func addWindow(_ bytes: [UInt8], _ lead: Lead) {
        guard bytes.count >= 2 else {
            unindexed.append(lead.term)
            return
        }
        windows.append(WindowGate.Literal(bytes: bytes, offset: 0, lead: lead))
    }

    /// From so many literals on, wider windows are worth a pass of their own.
    private static let many = 128

    /// All of them are asked at once, so each literal is asked for by as much as it has.
    private static func prefixGates(_ literals: [WindowGate.Literal]) -> [WindowGate] {
        (2...4).compactMap { width in
            let fitting = literals.filter { min($0.bytes.count, 4) == width }
            return fitting.isEmpty ? nil : WindowGate(fitting, width: width, stride: 1)
        }
    }

    /// Literals that are long enough for two windows side by side are looked for at every
    /// second byte only. Each gate is a pass over the text, so a few literals share one, with
    /// windows as wide as the shortest allows: the wider, the less is found in vain.
    private static func windowGates(_ literals: [WindowGate.Literal]) -> [WindowGate] {
        let short = literals.filter { $0.bytes.count < 4 }
        let hasPairs = short.contains { $0.bytes.count == 2 }
        let isShared = literals.count < many && literals.contains { $0.bytes.count == 4 }
        let widest = isShared ? 4 : 5
        return [
            windowGate(literals.filter { $0.bytes.count >= 5 && widest == 5 }, width: 4, stride: 2),
            windowGate(
                literals.filter { min($0.bytes.count, widest) == 4 }, width: 3, stride: 2),
            windowGate(short, width: 2, stride: hasPairs ? 1 : 2),
        ].compactMap(\.self)
    }

    private static func windowGate(
        _ literals: [WindowGate.Literal], width: Int, stride: Int
    ) -> WindowGate? {
        guard !literals.isEmpty else { return nil }
        let placed = literals.flatMap { literal in
            let offset = LetterRarity.rarest(in: literal.bytes, width: width + stride - 1)
            return (0..<stride).map {
                WindowGate.Literal(bytes: literal.bytes, offset: offset + $0, lead: literal.lead)
            }
        }
        return WindowGate(placed, width: width, stride: stride)
    }
}

extension GateBuilder {
    /// The gate for all terms of a revision.
    static func gate(for roll: RuleRoll, table: CharacterTable) -> Gate {
        var builder = GateBuilder(table: table)
        builder.reserve(roll.termCount)
        for number in roll.writtenTerms { builder.add(roll.term(number), number: UInt32(number)) }
        for list in roll.lists { builder.add(list) }
        return builder.gate()
    }

    /// Adds a list's entries; plain ones straight from the file's bytes.
    private mutating func add(_ list: RuleRoll.NumberedList) {
        let entries = list.list.entries
        let lower =
            entries.bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
            + [UInt8](repeating: 0, count: FoldedText.padding)
        lower.withUnsafeBufferPointer { lower in
            for (place, entry) in entries.places.enumerated() {
                let number = UInt32(list.firstTerm + place)
                if entry.isPlain {
                    let start = Int(entry.offset)
                    addPlain(lower, start..<start + Int(entry.length), number)
                } else {
                    add(entries.term(at: place), number: number)
                }
            }
        }
    }

    /// Words of ASCII letters and digits with single spaces between them.
    private mutating func addPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ term: UInt32
    ) {
        guard let base = bytes.baseAddress else { return }
        var words: [(hash: UInt64, length: Int)] = []
        var start = range.lowerBound
        for place in range.lowerBound...range.upperBound
        where place == range.upperBound || bytes[place] == 0x20 {
            words.append((TokenHash.of(base + start, place - start), place - start))
            start = place + 1
        }
        guard words.count > 1 else { return add(word: words[0].hash, term: term) }
        let place = words.indices.dropLast().max {
            words[$0].length + words[$0 + 1].length < words[$1].length + words[$1 + 1].length
        }
        addPair(of: words, at: place ?? 0, term)
    }

    private mutating func addPair(
        of words: [(hash: UInt64, length: Int)], at place: Int, _ term: UInt32
    ) {
        var lead = Lead(term: term, back: UInt16(place), kind: .anchored)
        let others = words.indices.filter { $0 < place || $0 > place + 1 }
        if let other = others.max(by: { words[$0].length < words[$1].length }) {
            lead.require(words[other].hash, at: other - place)
        }
        pairs.append((TokenHash.pair(words[place].hash, words[place + 1].hash), lead))
    }
}
