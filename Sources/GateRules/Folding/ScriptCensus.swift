/// In which scripts a text is really written. A token that looks like a Latin word in
/// every letter is one in disguise, unless the text around it is in the token's script: in
/// Russian prose `рот` is a mouth.
struct ScriptCensus {
    /// What the letters of one token are.
    struct Token {
        var hasLatin = false
        var hasOther = false
        /// Some letter looks like no ASCII letter.
        var hasPlain = false
        /// Some letter is only taken for an ASCII letter in a hurry.
        var hasPassing = false
        var script = LetterScript.latin

        /// Takes in one letter beyond ASCII.
        @inline(__always)
        mutating func add(_ value: UInt32, _ kind: FoldingTable.Kind) {
            let script = LetterScript(value)
            guard script != .latin else {
                hasLatin = true
                return
            }
            hasOther = true
            self.script = script
            switch kind {
            case .confusable: break
            case .passing: hasPassing = true
            case .same, .invisible, .width, .diacritic: hasPlain = true
            }
        }
    }

    private var latin = 0
    /// Tokens with letters that look like no ASCII letter, by script.
    private var genuine: InlineArray<11, Int> = .init(repeating: 0)

    /// Counts one token.
    mutating func add(_ token: Token) {
        if token.hasPlain {
            genuine[Int(token.script.rawValue)] += 1
        } else if token.hasLatin {
            latin += 1
        }
    }

    /// Whether the letters of the token stand for the ASCII letters that they look like.
    func isDisguised(_ token: Token) -> Bool {
        guard token.hasOther else { return true }
        if token.hasLatin { return !token.hasPlain || genuine[Int(token.script.rawValue)] <= latin }
        if token.hasPlain { return false }
        let others = genuine[Int(token.script.rawValue)]
        return others < latin || (others == 0 && !token.hasPassing)
    }
}
