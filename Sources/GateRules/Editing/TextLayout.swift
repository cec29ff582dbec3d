/// How a text file is laid out: what ends its lines, and where lines can be put.
struct TextLayout {
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    let bytes: [UInt8]
    /// What ends the first line, and so is taken for new ones.
    let lineBreak: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let first = bytes.firstIndex(of: Self.lineFeed)
        let isWindows = first.map { $0 > 0 && bytes[$0 - 1] == Self.carriageReturn } ?? false
        lineBreak = isWindows ? "\r\n" : "\n"
    }

    /// The length of a byte order mark at the beginning.
    var markLength: Int { bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0 }

    /// Puts whole lines behind the line that `offset` is in; a last line that has no line
    /// break gets one, and the new last line then has none.
    func lines(_ lines: [String], after offset: Int) -> TextSplice {
        let text = lines.joined(separator: lineBreak)
        if offset > 0, offset <= bytes.count, bytes[offset - 1] == Self.lineFeed {
            return TextSplice(at: offset, text + lineBreak)
        }
        if let end = bytes[min(offset, bytes.count)...].firstIndex(of: Self.lineFeed) {
            return TextSplice(at: end + 1, text + lineBreak)
        }
        let isFirst = bytes.count == markLength
        return TextSplice(at: bytes.count, isFirst ? text + lineBreak : lineBreak + text)
    }

    /// Puts whole lines at the end, which then ends with a line break.
    func linesAtEnd(_ lines: [String]) -> TextSplice {
        let isComplete = bytes.count == markLength || bytes.last == Self.lineFeed
        let text = lines.map { $0 + lineBreak }.joined()
        return TextSplice(at: bytes.count, (isComplete ? "" : lineBreak) + text)
    }

    /// What stands before `offset` in its line.
    func lineStart(of offset: Int) -> ArraySlice<UInt8> {
        let before = bytes[..<offset]
        let start = before.lastIndex(of: Self.lineFeed).map { $0 + 1 } ?? markLength
        return bytes[min(start, offset)..<offset]
    }

    /// As many blanks as there are characters before `offset` in its line.
    func indentation(of offset: Int) -> String {
        let count = lineStart(of: offset).count { $0 & 0xC0 != 0x80 }
        return String(repeating: " ", count: count)
    }
}
