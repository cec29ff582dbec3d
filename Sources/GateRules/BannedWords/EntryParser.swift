/// Reads one entry: a word, a phrase, or a pattern between slashes.
struct EntryParser {
    /// A longer entry is a mistake, such as a file without line breaks.
    static let largestLength = 1_000

    private let scalars: [Unicode.Scalar]
    private let column: Int
    private let table: CharacterTable
    private let isChecked: Bool

    /// - Parameters:
    ///   - line: not empty.
    ///   - table: tells words from symbols.
    ///   - isChecked: this very entry was read before, so its pattern is known to be good.
    init(_ line: EntryLine, table: CharacterTable, isChecked: Bool = false) {
        self.isChecked = isChecked
        scalars = line.entry
        column = line.column
        self.table = table
    }

    /// What the entry says.
    func term() throws(EntryFault) -> Term {
        guard scalars != ["!"] else {
            throw fault(at: 0, "\"!\" excepts nothing.", "Write behind it what is to pass.")
        }
        guard scalars.count <= Self.largestLength else {
            throw fault(
                at: Self.largestLength, "The entry has more than \(Self.largestLength) characters.",
                "Write one entry a line.")
        }
        try refuseControls()
        if scalars.first == "/" { return try pattern() }
        return Term(written: text(of: scalars[...]), form: .phrase(try phrase()))
    }

    // MARK: Phrases

    private func phrase() throws(EntryFault) -> [TermPiece] {
        var pieces: [TermPiece] = []
        var place = 0
        while place < scalars.count {
            let start = place
            if scalars[place].properties.isWhitespace {
                place = end(from: place) { $0.properties.isWhitespace }
                pieces.append(.gap)
            } else if scalars[place] == "*" || table[scalars[place]].isWord {
                pieces.append(try word(at: &place))
            } else if table[scalars[place]].isUnspaced {
                place += 1
                pieces.append(.unspaced(scalars[start]))
                // Nothing bounds such a character, so a wildcard beside it adds nothing.
                if place < scalars.count, scalars[place] == "*" { place += 1 }
            } else {
                place = end(from: place, while: isSymbol)
                pieces.append(.symbols(Array(scalars[start..<place])))
            }
        }
        return pieces
    }

    private func word(at place: inout Int) throws(EntryFault) -> TermPiece {
        let start = place
        let leading = scalars[place] == "*"
        if leading { place += 1 }
        if leading, place < scalars.count, table[scalars[place]].isUnspaced {
            place += 1
            return .unspaced(scalars[place - 1])
        }
        let wordStart = place
        place = end(from: place) { table[$0].isWord }
        let word = scalars[wordStart..<place]
        guard !word.isEmpty else { throw lone(at: start) }
        let trailing = place < scalars.count && scalars[place] == "*"
        if trailing { place += 1 }
        if leading, start > 0, !isGap(start - 1) { throw inner(at: start) }
        if trailing, place < scalars.count, !isGap(place) { throw inner(at: place - 1) }
        if leading || trailing, word.count < 2 {
            throw fault(
                at: start, "\"\(text(of: scalars[start..<place]))\" would match too much.",
                "Write at least two letters beside \"*\".")
        }
        return .word(Array(word), leadingWildcard: leading, trailingWildcard: trailing)
    }

    private func lone(at place: Int) -> EntryFault {
        fault(at: place, "\"*\" stands alone.", "Write it at an end of a word, as in \"word*\".")
    }

    private func inner(at place: Int) -> EntryFault {
        fault(
            at: place, "\"*\" stands inside a word.",
            "Write it at an end of a word, or write a pattern between slashes.")
    }

    private func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "*" && !scalar.properties.isWhitespace && !table[scalar].isWord
            && !table[scalar].isUnspaced
    }

    private func isGap(_ place: Int) -> Bool { scalars[place].properties.isWhitespace }

    private func end(from start: Int, while matches: (Unicode.Scalar) -> Bool) -> Int {
        scalars[start...].firstIndex { !matches($0) } ?? scalars.count
    }

    // MARK: Patterns

    private func pattern() throws(EntryFault) -> Term {
        let close = try closingSlash()
        let pattern = text(of: scalars[1..<close])
        guard !pattern.isEmpty else {
            throw fault(
                at: 0, "The pattern is empty.", "Write a PCRE2 pattern between the slashes.")
        }
        guard close == scalars.count - 1 else {
            throw fault(
                at: close + 1, "Text follows the pattern.",
                "Patterns take no flags: they ignore case already.")
        }
        if !isChecked { try check(pattern) }
        return Term(written: text(of: scalars[...]), form: .pattern(pattern))
    }

    /// The first slash that no backslash escapes.
    private func closingSlash() throws(EntryFault) -> Int {
        var place = 1
        while place < scalars.count {
            if scalars[place] == "/" { return place }
            place += scalars[place] == "\\" ? 2 : 1
        }
        throw fault(
            at: 0, "The pattern has no end.",
            "End it with \"/\"; a slash inside is written \"\\/\".")
    }

    private func check(_ pattern: String) throws(EntryFault) {
        let code: PatternCode
        do {
            code = try PatternCode(pattern, for: .search)
        } catch {
            let before = String(decoding: Array(pattern.utf8.prefix(error.offset)), as: UTF8.self)
            throw fault(
                at: 1 + before.unicodeScalars.count,
                "The pattern does not compile: \(error.message).", "Write it as PCRE2 wants it.")
        }
        guard !code.canMatchEmpty else {
            throw fault(
                at: 0, "The pattern can match the empty string.", "Make a part of it required.")
        }
        guard let (message, remedy) = PatternCost.fault(of: pattern) else { return }
        throw fault(at: 0, message, remedy)
    }

    // MARK: Characters

    /// An invisible character would make an entry that its author cannot see through.
    private func refuseControls() throws(EntryFault) {
        for (place, scalar) in scalars.enumerated() {
            let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
            switch scalar.properties.generalCategory {
            case .control where scalar != "\t", .lineSeparator, .paragraphSeparator,
                .format where !isJoiner:
                throw fault(
                    at: place, "The line holds the invisible character \(name(of: scalar)).",
                    "Remove it.")
            default: continue
            }
        }
    }

    private func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private func fault(at place: Int, _ message: String, _ remedy: String) -> EntryFault {
        EntryFault(column: column + place, message: message, remedy: remedy)
    }
}
