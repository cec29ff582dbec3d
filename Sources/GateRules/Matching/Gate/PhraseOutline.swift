/// What is known of every text that a phrase is in.
struct PhraseOutline {
    /// A whole token and, right behind it, another: the place of the first among the
    /// phrase's tokens, and what both hash to.
    private(set) var pair: (place: Int, first: UInt64, second: UInt64)?
    /// A further whole token that the phrase has besides its pair.
    private(set) var third: (place: Int, key: UInt64)?
    /// A whole token: its place, and what it hashes to.
    private(set) var wholeToken: (place: Int, key: UInt64)?
    /// How a token begins: its place, and the letters.
    private(set) var prefix: (place: Int, bytes: [UInt8])?
    /// Bytes that are somewhere in the text.
    private(set) var literal: [UInt8]?
    /// How many code points of the phrase stand before its first token; nil when that is
    /// not known.
    let symbolsBefore: Int?

    private struct Word {
        let bytes: [UInt8]
        let isOpenAtStart: Bool
        let isOpenAtEnd: Bool
        var isWhole: Bool { !isOpenAtStart && !isOpenAtEnd }
    }

    init(_ pieces: [TermPiece], table: CharacterTable) {
        let words = pieces.compactMap { piece -> Word? in
            guard case .word(let scalars, let leading, let trailing) = piece else { return nil }
            return Word(
                bytes: table.folded(scalars), isOpenAtStart: leading, isOpenAtEnd: trailing)
        }
        symbolsBefore = Self.symbols(before: pieces)
        choose(words)
        literal = Self.longestLiteral(pieces, table)
    }

    private mutating func choose(_ words: [Word]) {
        for (place, word) in words.enumerated() where word.isWhole {
            if word.bytes.count > (longest?.count ?? 0) {
                longest = word.bytes
                wholeToken = (place, TokenHash.of(word.bytes))
            }
            guard place + 1 < words.count, words[place + 1].isWhole else { continue }
            let next = words[place + 1].bytes
            if word.bytes.count + next.count > longestPair {
                longestPair = word.bytes.count + next.count
                pair = (place, TokenHash.of(word.bytes), TokenHash.of(next))
            }
        }
        if let pair {
            let others = words.indices.filter { $0 < pair.place || $0 > pair.place + 1 }
            let whole = others.filter { words[$0].isWhole && abs($0 - pair.place) < 100 }
            third = whole.max { words[$0].bytes.count < words[$1].bytes.count }.map {
                ($0, TokenHash.of(words[$0].bytes))
            }
        }
        if let place = words.firstIndex(where: { !$0.isOpenAtStart && $0.bytes.count > 1 }) {
            prefix = (place, words[place].bytes)
        }
    }

    private var longest: [UInt8]?
    private var longestPair = 0

    private static func symbols(before pieces: [TermPiece]) -> Int? {
        var count = 0
        for piece in pieces {
            switch piece {
            case .word: return count
            case .symbols(let scalars): count += scalars.count
            case .unspaced: count += 1
            case .gap: return nil
            }
        }
        return nil
    }

    /// The longest run of bytes that every match holds as they are. Hyphens, apostrophes and
    /// symbols with letter case (Ⓐ) end a run, because each stands for several characters.
    private static func longestLiteral(
        _ pieces: [TermPiece], _ table: CharacterTable
    ) -> [UInt8]? {
        var runs: [[UInt8]] = [[]]
        for piece in pieces {
            switch piece {
            case .gap: runs.append([])
            case .unspaced(let scalar): runs[runs.count - 1] += table.folded([scalar])
            case .word(let scalars, let leading, let trailing):
                if leading { runs.append([]) }
                runs[runs.count - 1] += table.folded(scalars)
                if trailing { runs.append([]) }
            case .symbols(let scalars):
                for scalar in scalars {
                    if PhrasePattern.isLiteral(scalar), !scalar.properties.changesWhenCaseMapped {
                        runs[runs.count - 1] += table.folded([scalar])
                    } else {
                        runs.append([])
                    }
                }
            }
        }
        return runs.max { $0.count < $1.count }.flatMap { $0.count >= 2 ? $0 : nil }
    }
}
