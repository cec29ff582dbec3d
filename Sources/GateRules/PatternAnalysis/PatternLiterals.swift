/// What every match of a pattern holds, for a prefilter that may only say "maybe" or
/// "definitely not".
struct PatternLiterals: Sendable, Hashable {
    /// Where the literals stand.
    enum Anchor: Sendable, Hashable {
        /// Every match begins with one of them, and where a word of the text begins.
        ///
        /// "Word" as PCRE2 has it: marks (U+05B0, U+093F) that are part of a word to
        /// `PhrasePattern` are none to `\b`, so a match may also begin behind such a mark,
        /// and a "whole token" may have one behind it.
        case wordPrefix
        /// Every match begins with one of them.
        case prefix
        /// Every match holds one of them.
        case inside
    }

    let anchor: Anchor
    /// UTF-8, folded as `CharacterTable` folds, of two bytes at least. Empty when there are
    /// none, and the pattern must always be tried.
    let literals: [[UInt8]]
    /// With `wordPrefix`: each literal is all of the word.
    let isWholeToken: Bool

    init(_ pattern: String) {
        guard case .success(let table) = CharacterTable.shared else {
            self.init(.inside, [])
            return
        }
        self.init(PatternParser.parse(pattern), table: table)
    }

    private init(_ anchor: Anchor, _ literals: some Sequence<[UInt8]>, isWhole: Bool = false) {
        self.anchor = anchor
        let plain = Set(literals.map { $0.filter { $0 != LiteralSets.boundary } })
        self.literals = plain.sorted { $0.lexicographicallyPrecedes($1) }
        isWholeToken = isWhole
    }

    private init(_ node: PatternNode, table: CharacterTable) {
        var extraction = LiteralExtraction(table: table)
        let sets = extraction.sets(of: node)
        let first = LiteralWorth(of: sets.first)
        let best = sets.best.map { LiteralWorth(of: $0) }
        if first.isUsable, !extraction.movesStart {
            let words = sets.first.map { FirstWord($0, table: table) }
            let isWord = words.allSatisfy(\.isAtStart)
            // To know the place is worth more than a rarer literal somewhere.
            let bonus = isWord ? 8.0 : 4
            if first.value + bonus >= best?.value ?? 0 {
                let isWhole =
                    isWord && words.allSatisfy { $0.isWhole && $0.isAll && $0.bytes.count > 1 }
                self.init(
                    isWord ? .wordPrefix : .prefix,
                    isWhole ? words.map(\.bytes) : Array(sets.first), isWhole: isWhole)
                return
            }
        }
        self.init(.inside, sets.best ?? [])
    }
}
