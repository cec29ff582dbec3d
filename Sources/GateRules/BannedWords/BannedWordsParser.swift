import GateCore

/// Reads a word list such as `banned_words.txt`, whose header tells the format.
struct BannedWordsParser {
    /// The id of the list that `banned_words.txt` is.
    static let listID = "midjourney-banned"
    /// The traits of that list's rules, where no pack says otherwise.
    static let traits = RuleTraits(category: "banned-word")
    /// So many faults are told of one file.
    static let largestFaultCount = 100

    /// What a file came to.
    struct Reading {
        var list: RuleList
        /// Why the file cannot take effect; empty when it can.
        var faults: [RuleFault] = []
        /// What its author may want to know all the same.
        var notes: [String] = []
    }

    private let table: CharacterTable
    private var reading: Reading
    private var file: String { reading.list.file }
    private var firstLines: [Term.Form: Int] = [:]
    private var exceptions: Set<Term.Form> = []
    private var slugs = SlugBook()
    private var surplusFaults = 0

    /// - Parameters:
    ///   - file: the file's name, for faults.
    ///   - id: of the list.
    ///   - traits: of all its rules.
    ///   - table: tells words from symbols.
    init(
        file: String, id: String = listID, traits: RuleTraits = traits, table: CharacterTable
    ) {
        reading = Reading(list: RuleList(id: id, traits: traits, file: file))
        self.table = table
    }

    /// Reads the whole file, and goes on behind a fault, so that all are told at once.
    func read(_ bytes: [UInt8]) -> Reading {
        var parser = self
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if let first = lines.first, first.starts(with: [0xEF, 0xBB, 0xBF]) {
            lines[0] = first.dropFirst(3)  // a byte order mark, which some editors write
        }
        for (index, line) in lines.enumerated() { parser.read(line, number: index + 1) }
        parser.tellSurplus()
        return parser.reading
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
        let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        do {
            let line = EntryLine(try text(of: bytes))
            guard !line.entry.isEmpty else { return }
            let term = try EntryParser(line, table: table).term()
            add(term, isException: line.isException, number: number)
        } catch {
            tell(error, line: number)
        }
    }

    private func text(of bytes: ArraySlice<UInt8>) throws(EntryFault) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // Replacing what is broken gives the good part's length.
        let repaired = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let good = repaired.enumerated().first { place, _ in
            !bytes.starts(with: String(String.UnicodeScalarView(repaired.prefix(place + 1))).utf8)
        }
        throw EntryFault(
            column: (good?.offset ?? 0) + 1, message: "The line is not UTF-8.",
            remedy: "Save the file as UTF-8.")
    }

    private mutating func add(_ term: Term, isException: Bool, number: Int) {
        if isException {
            if exceptions.insert(term.form).inserted { reading.list.unless.append(term) }
            return
        }
        let form = term.form.caseless(table)
        if let first = firstLines[form] {
            reading.notes.append(
                "\(file):\(number): \"\(term.written)\" stands in line \(first) too.")
            return
        }
        firstLines[form] = number
        reading.list.entries.append(
            ListEntry(slug: slugs.slug(for: term), term: term, line: number))
    }

    private mutating func tell(_ fault: EntryFault, line: Int) {
        guard reading.faults.count < Self.largestFaultCount else {
            surplusFaults += 1
            return
        }
        reading.faults.append(
            RuleFault(
                file: file, line: line, column: fault.column, message: fault.message,
                remedy: fault.remedy))
    }

    private mutating func tellSurplus() {
        guard surplusFaults > 0 else { return }
        reading.faults.append(
            RuleFault(
                file: file, line: 0, column: 0,
                message: "\(surplusFaults) more lines are wrong.",
                remedy: "Mend those above first."))
    }
}
