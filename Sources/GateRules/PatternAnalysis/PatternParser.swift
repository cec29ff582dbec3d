/// Reads a PCRE2 pattern into nodes. Never guesses: what it does not know, or what
/// differs between versions of PCRE2, makes the pattern `.opaque`.
///
/// Patterns are known to compile, so that no error needs a name.
struct PatternParser {
    /// Something that this parser does not know.
    struct NotUnderstood: Error {}

    /// Options that change how a pattern is read.
    struct Flags {
        /// `(?x)`: white space and comments are no part of it.
        var isExtended = false
        /// `(?xx)`: nor are spaces in classes.
        var isVeryExtended = false
        /// `(?s)`: a dot takes line breaks.
        var dotTakesAll = false
    }

    let scalars: [Unicode.Scalar]
    var place = 0
    var flags = Flags()
    private var depth = 0
    /// Deeper patterns are left alone.
    private static let largestDepth = 100

    private init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    /// The pattern as a node.
    static func parse(_ pattern: String) -> PatternNode {
        var parser = PatternParser(pattern)
        guard let node = try? parser.alternatives(), parser.place == parser.scalars.count
        else { return .opaque }
        return node
    }

    // MARK: Sequences

    /// Alternatives up to the end of the group.
    mutating func alternatives() throws(NotUnderstood) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.largestDepth else { throw NotUnderstood() }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() throws(NotUnderstood) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" {
            if flags.isExtended, try skipExtended() { continue }
            if let (min, max) = try quantifier() {
                guard let last = nodes.popLast() else { throw NotUnderstood() }
                if flags.isExtended { while try skipExtended() {} }
                let isPossessive = take("+")
                if !isPossessive { _ = take("?") }
                nodes.append(.loop(last, min: min, max: max, isPossessive: isPossessive))
            } else {
                nodes += try item()
            }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func item() throws(NotUnderstood) -> [PatternNode] {
        let scalar = try next()
        switch scalar {
        case "(": return try group()
        case "[": return [.character(try characterClass())]
        case ".": return [.character(flags.dotTakesAll ? .any : .newlineFree)]
        case "^": return [.assertion(.start)]
        case "$": return [.assertion(.other)]
        case "\\":
            if take("Q") { return quoted().map { .character(CharacterClass($0)) } }
            return take("E") ? [] : [try escape()]
        default: return [.character(CharacterClass(scalar))]
        }
    }

    /// What stands up to `\E`, as it is.
    mutating func quoted() -> [Unicode.Scalar] {
        let start = place
        while place < scalars.count {
            if scalars[place] == "\\", place + 1 < scalars.count, scalars[place + 1] == "E" {
                defer { place += 2 }
                return Array(scalars[start..<place])
            }
            place += 1
        }
        return Array(scalars[start...])
    }

    /// Skips one white space or comment.
    private mutating func skipExtended() throws(NotUnderstood) -> Bool {
        guard let scalar = peek() else { return false }
        if scalar == "#" {
            while let scalar = peek() {
                place += 1
                if scalar == "\n" { break }
                // Which characters end a line is an option of PCRE2.
                if scalar == "\r" || scalar == "\0" { throw NotUnderstood() }
            }
            return true
        }
        if !scalar.isASCII, !scalar.properties.isAlphabetic { throw NotUnderstood() }
        guard [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20].contains(scalar.value) else { return false }
        place += 1
        return true
    }

    // MARK: Quantifiers

    private mutating func quantifier() throws(NotUnderstood) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        return peek() == "{" ? try counted() : nil
    }

    /// `{2}`, `{2,}` and `{2,3}`. Newer versions know `{,3}` and `{ 2 }` too, older ones take
    /// them as they are.
    private mutating func counted() throws(NotUnderstood) -> (Int, Int?)? {
        let start = place
        place += 1
        let inside = scalars[place...].prefix { $0 == "," || $0 == " " || $0.isDecimalDigit }
        guard !inside.isEmpty, place + inside.count < scalars.count,
            scalars[place + inside.count] == "}"
        else {
            place = start
            return nil
        }
        let parts = inside.split(separator: ",", omittingEmptySubsequences: false).map {
            String(String.UnicodeScalarView($0))
        }
        guard parts.count <= 2, let min = Int(parts[0]) else { throw NotUnderstood() }
        place += inside.count + 1
        if parts.count == 1 { return (min, min) }
        if parts[1].isEmpty { return (min, nil) }
        guard let max = Int(parts[1]) else { throw NotUnderstood() }
        return (min, max)
    }

    // MARK: Characters

    func peek() -> Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    mutating func next() throws(NotUnderstood) -> Unicode.Scalar {
        guard place < scalars.count else { throw NotUnderstood() }
        defer { place += 1 }
        return scalars[place]
    }

    /// Takes `text` if it stands here.
    mutating func take(_ text: String) -> Bool {
        guard scalars[place...].starts(with: text.unicodeScalars) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    /// Takes everything up to `end`, and `end`.
    mutating func take(upTo end: Unicode.Scalar) throws(NotUnderstood) -> String {
        var taken = String.UnicodeScalarView()
        while true {
            let scalar = try next()
            if scalar == end { return String(taken) }
            taken.append(scalar)
        }
    }
}

extension Unicode.Scalar {
    var isDecimalDigit: Bool { ("0"..."9").contains(self) }
    var isOctalDigit: Bool { ("0"..."7").contains(self) }
    var isHexDigit: Bool { isASCII && properties.isASCIIHexDigit }
}
