/// One line, cut into what says something and what does not.
struct EntryLine {
    /// The entry without white space around it, comments and the mark of an exception; that
    /// mark itself where nothing follows it.
    let entry: [Unicode.Scalar]
    /// Where the entry begins, in code points of the line, counted from 1.
    let column: Int
    /// Whether the line began with `!`.
    let isException: Bool

    /// - Parameter line: without its line break.
    init(_ line: String) {
        let scalars = Array(line.unicodeScalars)
        var range = Self.trimmed(scalars, Self.withoutComment(scalars))
        isException = scalars[range].first == "!"
        if isException, range.count > 1 { range = Self.trimmed(scalars, range.dropFirst()) }
        entry = Array(scalars[range])
        column = range.lowerBound + 1
    }

    /// A comment is a line that begins with `#`, or what follows a `#` that stands alone
    /// between white space: `number #1` has none.
    private static func withoutComment(_ scalars: [Unicode.Scalar]) -> Range<Int> {
        let full = trimmed(scalars, scalars.indices)
        if scalars[full].first == "#" { return full.lowerBound..<full.lowerBound }
        let mark = full.first { place in
            scalars[place] == "#" && place > 0 && scalars[place - 1].properties.isWhitespace
                && (place + 1 == scalars.count || scalars[place + 1].properties.isWhitespace)
        }
        return full.lowerBound..<(mark ?? full.upperBound)
    }

    private static func trimmed(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { !scalars[$0].properties.isWhitespace }),
            let last = range.last(where: { !scalars[$0].properties.isWhitespace })
        else { return range.lowerBound..<range.lowerBound }
        return first..<last + 1
    }
}
