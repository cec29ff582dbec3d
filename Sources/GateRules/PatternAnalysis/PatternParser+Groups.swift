extension PatternParser {
    /// A group, behind its opening parenthesis.
    mutating func group() throws(NotUnderstood) -> [PatternNode] {
        // Verbs can end a match early, and some change everything.
        if peek() == "*" { throw NotUnderstood() }
        guard take("?") else { return [try rest()] }
        if take("#") {
            _ = try take(upTo: ")")
            return []
        }
        if take(":") || take("|") { return [try rest()] }
        if take(">") { return [.atomic(try rest())] }
        if take("=") { return [try look(isBehind: false, isNegative: false)] }
        if take("!") { return [try look(isBehind: false, isNegative: true)] }
        if take("<=") { return [try look(isBehind: true, isNegative: false)] }
        if take("<!") { return [try look(isBehind: true, isNegative: true)] }
        if let node = try named() { return [node] }
        return try optionsOrCall()
    }

    /// What stands up to the closing parenthesis. Options set inside end with it.
    private mutating func rest() throws(NotUnderstood) -> PatternNode {
        let outer = flags
        let node = try alternatives()
        guard take(")") else { throw NotUnderstood() }
        flags = outer
        return node
    }

    private mutating func look(
        isBehind: Bool, isNegative: Bool
    ) throws(NotUnderstood) -> PatternNode {
        .look(try rest(), isBehind: isBehind, isNegative: isNegative)
    }

    /// `(?<name>…)`, `(?'name'…)`, `(?P<name>…)` and `(?P=name)`.
    private mutating func named() throws(NotUnderstood) -> PatternNode? {
        if take("P=") {
            _ = try take(upTo: ")")
            return .backreference
        }
        if take("P>") || take("&") {
            _ = try take(upTo: ")")
            return .opaque
        }
        let end: Unicode.Scalar
        if take("P<") || take("<") { end = ">" } else if take("'") { end = "'" } else { return nil }
        let name = try take(upTo: end)
        guard
            name.unicodeScalars.allSatisfy({
                $0 == "_" || $0.properties.isAlphabetic
                    || $0.isDecimalDigit
            }), !name.isEmpty
        else { throw NotUnderstood() }
        return try rest()
    }

    /// `(?i)`, `(?s-x:…)`, `(?R)`, `(?1)`, `(?-1)`. Conditions and callouts are not known.
    private mutating func optionsOrCall() throws(NotUnderstood) -> [PatternNode] {
        let before = flags
        var isOn = true
        var letters = ""
        while true {
            let scalar = try next()
            switch scalar {
            case ")" where letters.isEmpty: return []
            case ")":
                guard isCall(letters) else { return [] }
                return [.opaque]
            case ":":
                let node = try alternatives()
                guard !isCall(letters), take(")") else { throw NotUnderstood() }
                flags = before
                return [node]
            case "^" where letters.isEmpty: flags = Flags()
            case "-" where letters.allSatisfy(\.isLetter): isOn = false
            case "i", "m", "n", "J", "U": break
            case "s": flags.dotTakesAll = isOn
            case "x":
                flags.isVeryExtended = isOn && letters.last == "x"
                flags.isExtended = isOn
            case "R", "+", "0"..."9": break
            default: throw NotUnderstood()
            }
            letters.unicodeScalars.append(scalar)
        }
    }

    private func isCall(_ letters: String) -> Bool {
        letters.contains { $0 == "R" || $0 == "+" || $0.isNumber }
    }
}
