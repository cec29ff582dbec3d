extension Term.Form {
    /// The same for entries that mean the same: letter case does not count in a phrase.
    func caseless(_ table: CharacterTable) -> Term.Form {
        guard case .phrase(let pieces) = self else { return self }
        return .phrase(pieces.map { $0.caseless(table) })
    }
}

extension TermPiece {
    fileprivate func caseless(_ table: CharacterTable) -> TermPiece {
        func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
            Unicode.Scalar(table[scalar].folded) ?? scalar
        }
        switch self {
        case .word(let scalars, let leading, let trailing):
            return .word(
                scalars.map(folded), leadingWildcard: leading, trailingWildcard: trailing)
        case .unspaced(let scalar): return .unspaced(folded(scalar))
        case .symbols, .gap: return self
        }
    }
}
