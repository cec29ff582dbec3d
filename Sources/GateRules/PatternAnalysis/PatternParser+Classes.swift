extension PatternParser {
    /// A class, behind its opening bracket.
    mutating func characterClass() throws(NotUnderstood) -> CharacterClass {
        // Old names of the word boundaries.
        if take("[:<:]]") || take("[:>:]]") { throw NotUnderstood() }
        let isInverted = take("^")
        var result = CharacterClass()
        var isFirst = true
        while isFirst || peek() != "]" {
            try takeMember(into: &result)
            isFirst = false
        }
        place += 1
        return isInverted ? result.inverted : result
    }

    private mutating func takeMember(
        into result: inout CharacterClass
    ) throws(NotUnderstood) {
        if flags.isVeryExtended, take(" ") || take("\t") { return }
        if take("\\Q") {
            // A range may begin or end in here.
            throw NotUnderstood()
        }
        if take("\\E") { return }
        if try takeNamedClass() {
            result.formUnion(.unknown)
            return
        }
        if take("\\") {
            if let kind = try classEscape() {
                result.formUnion(kind)
                return
            }
            place -= 1
        }
        let first = try member()
        guard peek() == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
            result.insert(first)
            return
        }
        place += 1
        // `[a-\d]` takes the hyphen as it is, and spaces may stand in between with `(?xx)`.
        if flags.isVeryExtended || isClassAhead() { throw NotUnderstood() }
        let last = try member()
        guard first <= last else { throw NotUnderstood() }
        result.insert(first...last)
    }

    private mutating func member() throws(NotUnderstood) -> Unicode.Scalar {
        let scalar = try next()
        guard scalar == "\\" else { return scalar }
        if take("b") { return "\u{08}" }
        return try literalEscape()
    }

    private func isClassAhead() -> Bool {
        guard let scalar = peek() else { return true }
        if scalar == "[" { return true }
        guard scalar == "\\", place + 1 < scalars.count else { return false }
        return "dDwWsShHvVpPQE".unicodeScalars.contains(scalars[place + 1])
    }

    /// `[:alpha:]` and its like.
    private mutating func takeNamedClass() throws(NotUnderstood) -> Bool {
        guard peek() == "[", place + 1 < scalars.count else { return false }
        let mark = scalars[place + 1]
        guard mark == ":" || mark == "." || mark == "=" else { return false }
        let name = scalars[(place + 2)...].prefix { $0 == "^" || $0.properties.isAlphabetic }
        let end = place + 2 + name.count
        guard end + 1 < scalars.count, scalars[end] == mark, scalars[end + 1] == "]" else {
            throw NotUnderstood()
        }
        place = end + 2
        return true
    }
}
