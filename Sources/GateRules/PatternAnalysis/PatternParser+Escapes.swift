extension PatternParser {
    /// What a backslash begins, outside of a class.
    mutating func escape() throws(NotUnderstood) -> PatternNode {
        if let node = try assertionOrReference() { return node }
        if let one = try classEscape() { return .character(one) }
        return .character(CharacterClass(try literalEscape()))
    }

    private mutating func assertionOrReference() throws(NotUnderstood) -> PatternNode? {
        let start = place
        switch try next() {
        case "b": return .assertion(.wordBoundary)
        case "A": return .assertion(.start)
        case "B", "z", "Z": return .assertion(.other)
        case "K", "G": return .assertion(.movesStart)
        case "X", "C": return .opaque
        case "R":
            return .loop(
                .character(CharacterClass(ascii: 10...13, wide: [.spaces, .others])),
                min: 1, max: 2, isPossessive: false)
        case "N" where peek() != "{": return .character(.newlineFree)
        case "g": return try reference(isCall: peek() == "<" || peek() == "'")
        case "k": return try reference(isCall: false)
        case "1"..."9":
            // Two digits may also be a character; more of them would be ambiguous.
            if peek()?.isDecimalDigit == true { place += 1 }
            if peek()?.isDecimalDigit == true { throw NotUnderstood() }
            return place == start + 1 ? .backreference : .opaque
        default:
            place = start
            return nil
        }
    }

    private mutating func reference(isCall: Bool) throws(NotUnderstood) -> PatternNode {
        switch try next() {
        case "{": _ = try take(upTo: "}")
        case "<": _ = try take(upTo: ">")
        case "'": _ = try take(upTo: "'")
        case let sign where sign == "-" || sign == "+" || sign.isDecimalDigit:
            while peek()?.isDecimalDigit == true { place += 1 }
        default: throw NotUnderstood()
        }
        return isCall ? .opaque : .backreference
    }

    /// `\d`, `\p{L}` and their like, in and outside of classes.
    mutating func classEscape() throws(NotUnderstood) -> CharacterClass? {
        let start = place
        switch try next() {
        case "d": return .digit
        case "D": return CharacterClass.digit.inverted
        case "w": return .word
        case "W": return CharacterClass.word.inverted
        case "s": return .space
        case "S": return CharacterClass.space.inverted
        case "h": return CharacterClass(ascii: [9, 32], wide: .spaces, isExact: false)
        case "v": return CharacterClass(ascii: 10...13, wide: .spaces, isExact: false)
        case "H", "V": return .unknown
        case "p": return try property()
        case "P":
            _ = try property()
            return .unknown
        default:
            place = start
            return nil
        }
    }

    private mutating func property() throws(NotUnderstood) -> CharacterClass {
        let first = try next()
        let name = first == "{" ? try take(upTo: "}") : String(Character(first))
        switch name {
        case "L", "Ll", "Lu": return .letter
        case "Nd": return .digit
        case "N": return CharacterClass(ascii: 48...57, wide: [.digits, .letters], isExact: false)
        default: return .unknown
        }
    }

    /// An escape that stands for one character.
    mutating func literalEscape() throws(NotUnderstood) -> Unicode.Scalar {
        let scalar = try next()
        switch scalar {
        case "a": return "\u{07}"
        case "e": return "\u{1B}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "0": return try number(digits(atMost: 2) { $0.isOctalDigit }, radix: 8)
        case "o" where take("{"): return try number(take(upTo: "}"), radix: 8)
        case "x" where take("{"): return try number(take(upTo: "}"), radix: 16)
        case "x": return try number(digits(atMost: 2) { $0.isHexDigit }, radix: 16)
        case "N" where take("{U+"): return try number(take(upTo: "}"), radix: 16)
        case _ where scalar.isASCII && (scalar.properties.isAlphabetic || scalar.isDecimalDigit):
            throw NotUnderstood()
        default: return scalar
        }
    }

    private mutating func digits(
        atMost count: Int, where isDigit: (Unicode.Scalar) -> Bool
    ) -> String {
        let digits = scalars[place...].prefix(count).prefix(while: isDigit)
        place += digits.count
        return String(String.UnicodeScalarView(digits))
    }

    private func number(_ digits: String, radix: Int) throws(NotUnderstood) -> Unicode.Scalar {
        if digits.isEmpty { return "\0" }
        guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
            throw NotUnderstood()
        }
        return scalar
    }
}
