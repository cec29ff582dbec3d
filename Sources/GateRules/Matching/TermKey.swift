/// How the index finds a phrase.
enum TermKey {
    /// By this key, with so many code points before the first word.
    case key(UInt64, kind: Kind, lead: Int)
    /// Not at all: it is searched for in every text.
    case none

    /// Which of the token's keys it is; kinds that no phrase uses are not looked up.
    enum Kind: Hashable, CaseIterable {
        case whole, pair, prefix2, prefix3, suffix2, suffix3
    }

    /// Chooses the key of a term. A word between two boundaries is a whole token of every
    /// text that the phrase is in, so the first word (or the first two) decides.
    init(_ term: Term, table: CharacterTable) {
        guard case .phrase(let pieces) = term.form,
            let first = pieces.firstIndex(where: \.isToken),
            !pieces[..<first].contains(.gap)
        else {
            self = .none
            return
        }
        let lead = pieces[..<first].reduce(0) { $0 + $1.symbolCount }
        let second = pieces[(first + 1)...].first(where: \.isToken)
        self = Self.key(of: pieces[first], then: second, lead: lead, table: table)
    }

    private static func key(
        of first: TermPiece, then second: TermPiece?, lead: Int, table: CharacterTable
    ) -> TermKey {
        let token = first.token(table)
        switch first {
        case .word(_, true, true): return .none
        case .word(_, false, true):
            let length = min(token.count, 3)
            guard let key = TokenKey.prefix(token, length: length) else { return .none }
            return .key(key, kind: length == 2 ? .prefix2 : .prefix3, lead: lead)
        case .word(_, true, false):
            let length = min(token.count, 3)
            guard let key = TokenKey.suffix(token, length: length) else { return .none }
            return .key(key, kind: length == 2 ? .suffix2 : .suffix3, lead: lead)
        default:
            guard let second, second.isWhole else {
                return .key(TokenKey.whole(token), kind: .whole, lead: lead)
            }
            return .key(TokenKey.pair(token, second.token(table)), kind: .pair, lead: lead)
        }
    }
}

extension TermPiece {
    fileprivate var isToken: Bool {
        switch self {
        case .word, .unspaced: true
        case .symbols, .gap: false
        }
    }

    /// A token without wildcards.
    fileprivate var isWhole: Bool {
        switch self {
        case .word(_, let leading, let trailing): !leading && !trailing
        case .unspaced: true
        case .symbols, .gap: false
        }
    }

    fileprivate var symbolCount: Int {
        if case .symbols(let scalars) = self { scalars.count } else { 0 }
    }

    fileprivate func token(_ table: CharacterTable) -> Token {
        switch self {
        case .word(let scalars, _, _): Token(folded: scalars.map { table[$0].folded })
        case .unspaced(let scalar): Token(folded: [table[scalar].folded])
        case .symbols, .gap: Token(folded: [])
        }
    }
}
