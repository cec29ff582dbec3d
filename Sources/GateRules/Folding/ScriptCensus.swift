/// In which scripts a text is really written. A token that looks like a Latin word in
/// every letter is one in disguise, unless the text around it is in the token's script: in
/// Russian prose `рот` is a mouth.
struct ScriptCensus {
    /// What the letters of one token are.
    struct Token {
        var hasLatin = false
        var hasForeign = false
        /// Some letter looks like no ASCII letter.
        var hasPlain = false
        /// Some letter is only taken for an ASCII letter in a hurry.
        var hasPassing = false
        var script = LetterScript.latin

        /// Takes in one code point beyond ASCII that belongs to a token.
        @inline(__always)
        mutating func add(_ value: UInt32, _ entry: FoldingTable.Entry) {
            if entry.isLatin { hasLatin = true }
            switch entry.kind {
            case .invisible, .width, .diacritic: return
            case .same, .confusable, .passing, .faux: break
            }
            let script = LetterScript(value)
            guard script != .latin else {
                hasLatin = true
                return
            }
            hasForeign = true
            self.script = script
            if entry.kind == .same || entry.kind == .faux { hasPlain = true }
            if entry.kind == .passing { hasPassing = true }
        }
    }

    private var latin = 0
    /// Tokens with letters that look like no ASCII letter, by script.
    private var genuine: InlineArray<11, Int> = .init(repeating: 0)

    /// Counts one token. One of several scripts speaks for none.
    mutating func add(_ token: Token) {
        if token.hasLatin {
            if !token.hasForeign { latin += 1 }
        } else if token.hasPlain {
            genuine[Int(token.script.rawValue)] += 1
        }
    }

    /// Whether the letters of the token stand for the ASCII letters that they look like.
    func isDisguised(_ token: Token) -> Bool {
        guard token.hasForeign else { return true }
        let others = genuine[Int(token.script.rawValue)]
        if token.hasLatin { return !token.hasPlain || others <= latin }
        if token.hasPlain { return false }
        return others < latin || (others == 0 && !token.hasPassing)
    }
}
