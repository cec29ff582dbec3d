import GateCore

/// Reads `banned_words.txt`: UTF-8, an entry a line, `#` comments.
///
/// An entry is a word or phrase; `*` at an end is a wildcard; `/…/` is a PCRE2 pattern.
struct BannedWordsFile {
    /// The list's id: every entry's rule id begins with it.
    static let list = "midjourney-banned"
    /// More faults than this are not worth reading.
    private static let maxFaults = 100

    private let name: String
    private var faults: [RuleFault] = []
    private var rules: [(rule: Rule, pattern: CompiledPattern)] = []
    private var seen: Set<Entry> = []
    private var ids: Set<String> = []

    /// Parses and compiles.
    ///
    /// - Parameters:
    ///   - bytes: the file's content; CRLF and a byte order mark are taken.
    ///   - name: the file's name, for faults.
    /// - Throws: `RuleLoadError` with every fault of the file.
    static func parse(
        _ bytes: [UInt8], name: String
    ) throws(RuleLoadError) -> [(rule: Rule, pattern: CompiledPattern)] {
        var file = BannedWordsFile(name: name)
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            file.take(line.last == UInt8(ascii: "\r") ? line.dropLast() : line, number + 1)
            if file.faults.count == maxFaults { break }
        }
        guard file.faults.isEmpty else { throw RuleLoadError(file.faults) }
        return file.rules
    }

    private init(name: String) { self.name = name }

    private mutating func take(_ bytes: ArraySlice<UInt8>, _ line: Int) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return fault(line, 0, "The line is not UTF-8.", "Save the file as UTF-8.")
        }
        if let place = text.unicodeScalars.firstIndex(where: \.isControl) {
            let column = text.unicodeScalars.distance(from: text.startIndex, to: place) + 1
            return fault(
                line, column, "There is a control character.", "Remove it, or write a space.")
        }
        let scalars = text.unicodeScalars
        let indent = scalars.prefix(while: \.properties.isWhitespace).count
        let content = String(
            text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !content.isEmpty, !content.hasPrefix("#") else { return }
        if content.hasPrefix("/") && content.count > 1 {
            takePattern(content, line, indent)
        } else {
            takeWords(content, line, indent)
        }
    }

    private mutating func takePattern(_ content: String, _ line: Int, _ indent: Int) {
        guard content.hasSuffix("/"), content.count > 2 else {
            return fault(
                line, indent + 1, "The pattern has no end.",
                "Write it between slashes: /pattern/.")
        }
        add(.pattern(String(content.dropFirst().dropLast())), line, column: indent + 2)
    }

    private mutating func takeWords(_ content: String, _ line: Int, _ indent: Int) {
        var word = content[...]
        let beginsOpen = word.hasPrefix("*")
        if beginsOpen { word = word.dropFirst() }
        let endsOpen = word.hasSuffix("*")
        if endsOpen { word = word.dropLast() }
        if let star = word.firstIndex(of: "*") {
            let offset = content.unicodeScalars.distance(from: content.startIndex, to: star)
            return fault(
                line, indent + offset + 1, "A * stands inside the entry.",
                "Put * at an end, or write a pattern between slashes.")
        }
        let letters = word.count { $0.isLetter || $0.isNumber }
        if beginsOpen || endsOpen, letters < 3 {
            return fault(
                line, indent + 1, "The wildcard \(content) would match too much.",
                "Write at least 3 letters beside the *.")
        }
        let pieces = word.split(whereSeparator: \.isWhitespace).map(String.init)
        let words = Entry.Words(pieces: pieces, beginsOpen: beginsOpen, endsOpen: endsOpen)
        add(.words(words), line, column: indent + 1)
    }

    private mutating func add(_ entry: Entry, _ line: Int, column: Int) {
        guard seen.insert(entry).inserted else { return }
        do {
            let pattern = try CompiledPattern(entry.pcre2)
            guard !pattern.matchesEmpty else {
                return fault(
                    line, column, "The pattern can match no text at all, and so matches everywhere.",
                    "Let it need at least one character, with + instead of *.")
            }
            rules.append((rule(entry), pattern))
        } catch {
            fault(
                line, column + error.offset, "PCRE2 does not take the pattern: \(error.message).",
                "Mend it at this place.")
        }
    }

    private mutating func rule(_ entry: Entry) -> Rule {
        Rule(
            id: freshID(entry), category: "banned-word", severity: .high, action: .block,
            message: nil, entry: entry)
    }

    /// The list's id and the entry's letters; a number tells entries apart that have the
    /// same ones ("see through", "see-through").
    private mutating func freshID(_ entry: Entry) -> String {
        let slug = entry.written.lowercased()
            .split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        let base = "\(Self.list).\(slug.isEmpty ? "sign" : String(slug.prefix(60)))"
        var id = base
        var number = 2
        while !ids.insert(id).inserted {
            id = "\(base)-\(number)"
            number += 1
        }
        return id
    }

    private mutating func fault(_ line: Int, _ column: Int, _ message: String, _ remedy: String) {
        faults.append(
            RuleFault(file: name, line: line, column: column, message: message, remedy: remedy))
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        properties.generalCategory == .control && self != "\t"
    }
}
