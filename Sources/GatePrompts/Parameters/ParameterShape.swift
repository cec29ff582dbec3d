/// What stands behind a parameter's name.
enum ParameterShape: Hashable, Sendable {
    /// Nothing: `--tile`.
    case nothing
    /// A number: `--stylize 250`.
    case number
    /// Two numbers: `--ar 16:9`.
    case ratio
    /// One word: `--style raw`.
    case word
    /// Any number of addresses, numbers, codes or `random`, each with a weight:
    /// `--sref 123::2 https://…`.
    case references
    /// Everything up to the next parameter: `--no hats, gloves`.
    case list

    /// Whether a parameter of this shape goes on with `word`.
    func takes(_ word: String) -> Bool {
        switch self {
        case .nothing, .list: false
        case .number: Self.number(word) != nil
        case .ratio: Self.ratio(word) != nil
        case .word: word.utf8.count <= 32 && word.utf8.allSatisfy(Self.isWordByte)
        case .references: Self.isReference(word)
        }
    }

    /// What a word counts as when it is compared with a range; nil for shapes without an order.
    func measure(_ word: String) -> Double? {
        switch self {
        case .number: Self.number(word)
        case .ratio: Self.ratio(word)
        case .nothing, .word, .references, .list: nil
        }
    }

    /// Digits with at most one point; no exponent, no infinity.
    private static func number(_ word: String) -> Double? {
        let digits = word.hasPrefix("-") || word.hasPrefix("+") ? word.dropFirst() : word[...]
        guard (1...19).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
            digits.utf8.contains(where: isDigit)
        else { return nil }
        return Double(word)
    }

    private static func ratio(_ word: String) -> Double? {
        let parts = word.lowercased().split(
            omittingEmptySubsequences: false, whereSeparator: { ":x/".contains($0) })
        guard parts.count == 2, let width = number(String(parts[0])),
            let height = number(String(parts[1])), width > 0, height > 0
        else { return nil }
        return width / height
    }

    private static func isReference(_ word: String) -> Bool {
        let lower = word.lowercased()
        if lower.hasPrefix("https://") || lower.hasPrefix("http://") { return true }
        let code = lower.firstRange(of: "::").map { lower[..<$0.lowerBound] } ?? lower[...]
        if code == "random" { return true }
        return (1...32).contains(code.utf8.count) && code.utf8.contains(where: isDigit)
            && code.utf8.allSatisfy(isWordByte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || "._-".utf8.contains(byte)
    }
}
