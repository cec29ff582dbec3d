import GateCore

/// Adds an entry to the end of a word list such as `banned_words.txt`.
struct BannedWordsEdit {
    private let layout: TextLayout
    private let file: String
    private let table: CharacterTable

    /// - Parameters:
    ///   - bytes: of the file.
    ///   - file: its name, for refusals.
    ///   - table: tells words from symbols.
    init(_ bytes: [UInt8], file: String, table: CharacterTable) {
        layout = TextLayout(bytes)
        self.file = file
        self.table = table
    }

    /// The text with the entry below a comment. The same text when an entry that means
    /// the same stands there already.
    func banning(_ entry: String, remark: String) throws(RuleEditRefusal) -> [UInt8] {
        try adding(entry, remark) { $0.entries.count }
    }

    /// The text with an exception from all its entries.
    func excepting(_ entry: String, remark: String) throws(RuleEditRefusal) -> [UInt8] {
        let isThere = read(layout.bytes).list.unless.contains {
            $0.written.lowercased() == entry.lowercased()
        }
        return isThere ? layout.bytes : try adding("!\(entry)", remark) { $0.unless.count }
    }

    private func adding(
        _ line: String, _ remark: String, _ count: (RuleList) -> Int
    ) throws(RuleEditRefusal) -> [UInt8] {
        let edited = layout.bytes.splicing([
            layout.linesAtEnd(["# \(CommentText.line(remark))", line])
        ])
        let (before, after) = (read(layout.bytes), read(edited))
        guard after.faults.isEmpty else { throw .faults(after.faults) }
        switch count(after.list) - count(before.list) {
        case 0: return layout.bytes
        case 1: return edited
        default:
            throw .impossible("\(file) cannot be changed: \"\(line)\" would mean something else.")
        }
    }

    private func read(_ bytes: [UInt8]) -> BannedWordsParser.Reading {
        BannedWordsParser(file: file, table: table).read(bytes)
    }
}
